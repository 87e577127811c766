"""The help page about the check for identifying detail: what it finds, and what it misses."""

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages.help_blocks import Block, Topic, heading, point

TOPIC = "identifying"


def topic() -> Topic:
    """What the check can do and what it cannot, said plainly."""
    return Topic(
        TOPIC,
        _("What the check for names and numbers misses"),
        (
            Block(
                _(
                    "While you type, and before a PDF leaves, the application looks for patterns that could point at "
                    "a person. It does so on this computer alone. It is a reminder, not a guard: a text without a "
                    "note can still point at somebody. Reading it again is your part."
                )
            ),
            heading(_("What it misses")),
            point(_("Plain names, nicknames, and names in small letters or in capitals throughout.")),
            point(_("Rare details: the only taqueria in town, a tattoo, a flag on a truck, an unusual job.")),
            point(_("Numbers written as words, numbers split over two lines, and most numbers from other countries.")),
            point(_("Addresses without a house number, and names of buildings, motels and farms.")),
            point(_("Languages other than English and Spanish.")),
            point(_("What several answers tell only when they are read together.")),
            heading(_("What it looks for")),
            point(_("Phone numbers, e-mail addresses, and addresses of computers.")),
            point(_("Social Security numbers, immigration file and receipt numbers, passports, licenses and plates.")),
            point(_("Dates of birth, the exact date of an event, and the age of one person.")),
            point(_("Street addresses and positions on a map.")),
            point(_("Numbers of cases, reports and files, and card numbers.")),
            point(_("A name after a title such as “Officer”, or after a word such as “victim” or “client”.")),
            heading(_("What you can do about a note")),
            point(
                _(
                    "“Mask it” puts words such as “[phone number removed]” in its place. Undo brings it back. You are "
                    "then asked whether to erase it from the earlier versions and from the backups beside this file."
                )
            ),
            point(
                _(
                    "“Keep it” means that it is harmless. Exactly those words are not asked about again in this file. "
                    "Before a PDF leaves they are still listed."
                )
            ),
            point(_("You can also do nothing. The note never blocks, sends nothing, and is written into no log.")),
            point(
                _(
                    "Public hotlines, 911 and the names of your own agencies and task force are left alone. The check "
                    "is wrong at times in the other direction too, and points at harmless words."
                )
            ),
        ),
    )
