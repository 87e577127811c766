"""The words of the help page about confidentiality."""

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages.help_blocks import Block, Topic, heading, not_legal_advice, point, step


def topic() -> Topic:
    """Confidentiality in plain words."""
    return Topic(
        "confidentiality",
        _("Confidentiality in plain words"),
        (
            not_legal_advice(),
            Block(_("Describe how the group works. No names, cases, places or dates that could point to a person.")),
            *_who_may_read(),
            *_rules(),
            *_storage(),
            *_slipped_in(),
            *_what_the_check_misses(),
        ),
    )


def _who_may_read() -> tuple[Block, ...]:
    return (
        heading(_("Who may read it one day")),
        Block(
            _(
                "Notes may be discoverable: what stands in this file may be asked for in a court case or under a "
                "public-records law. Whether it must be handed over depends on the state and on the case. Write "
                "nothing that you would not want to hear read aloud."
            )
        ),
        point(_("Names are not the only thing. In a small community a few facts together can point to one person.")),
        point(_("Use ranges where a small number could point to someone.")),
        point(_("Investigations, witnesses and tactics are sensitive too. They do not belong in this file.")),
        point(
            _(
                "Once charges are filed, an investigator's notes go to the defense. What is said to an advocate, a "
                "counselor or a lawyer may be protected; that differs by state and profession."
            )
        ),
    )


def _rules() -> tuple[Block, ...]:
    return (
        heading(_("What the rules say, in short")),
        point(
            _(
                "A federal law, 34 U.S.C. 12291(b)(2), keeps the grantees it covers from sharing information about a "
                "person who asked for, used or was denied services. Since October 2024 many grantees of the Office for "
                "Victims of Crime that serve survivors of trafficking must have policies that meet it, or be setting "
                "them up. VOCA (28 CFR 94.115) and FVPSA (42 U.S.C. 10406(c)(5)) have similar duties."
            )
        ),
        point(
            _(
                "It covers more than a name: an address, a phone number, a birth date, or anything else that could "
                "tell who or where someone is."
            )
        ),
        point(
            _(
                "It holds even if the information is coded or encrypted. Encryption protects what is stored; it does "
                "not make sharing lawful."
            )
        ),
        point(
            _(
                "A person may allow that certain things are shared. Such a release is informed, in writing and for a "
                "limited time, and services never depend on it. There are narrow exceptions; a lawyer knows them."
            )
        ),
        point(
            _(
                "Identifying information is not given out for federal, state or Tribal reporting, evaluation or data "
                "collection. Totals may be, if nobody can be recognized in them."
            )
        ),
        point(
            _(
                "Working in a task force does not change these duties. Each partner keeps its own, and the person "
                "concerned decides when and how information about them moves."
            )
        ),
        Block(
            _(
                "Check the conditions of your award and the law of your state. The library lists the questions and "
                "answers of the Office for Victims of Crime and the pages of Safety Net on this."
            )
        ),
    )


def _storage() -> tuple[Block, ...]:
    return (
        heading(_("Where to keep the file")),
        point(
            _(
                "This program has no password of its own. Whoever can open the file can read it: every answer, every "
                "agency's view and every earlier version that was not erased."
            )
        ),
        point(
            _(
                "Keep the file in your agency's protected storage or on an encrypted disk, on a device that your "
                "agency owns. The folder of backups beside it needs the same care."
            )
        ),
        point(
            _(
                "The program opens no network connection. Once you e-mail a PDF or copy the file, you cannot call the "
                "copy back."
            )
        ),
        point(_("No program can make it lawful to share what a law protects. That is decided before you write it.")),
    )


def _slipped_in() -> tuple[Block, ...]:
    return (
        heading(_("If something slipped in")),
        step(
            _(
                "First think of legal duties. Before erasing, ask a lawyer if a subpoena, court order or records "
                "request has come or may come. Erasing then may be against the law."
            )
        ),
        step(_("Take the words out of the text.")),
        step(_("Open the earlier versions of that answer and choose “Erase earlier versions”.")),
        step(
            _(
                "Erasing reaches this file and the backups beside it. It does not reach copies that were e-mailed, "
                "printed or kept elsewhere, and on flash drives old traces can remain."
            )
        ),
        step(_("Tell the person in your agency who looks after privacy. You may have to do more than erase.")),
    )


def _what_the_check_misses() -> tuple[Block, ...]:
    return (
        heading(_("What the check for identifying detail finds, and what it misses")),
        Block(
            _(
                "While you type, and before a PDF leaves, the application looks for patterns on this computer: phone "
                "numbers, e-mail addresses, Social Security and immigration numbers, birth dates and exact dates, "
                "street addresses, case numbers, the age of one person, names after a title or after words such as "
                "“the victim”, positions on a map, and card numbers. It knows English and Spanish."
            )
        ),
        point(_("It does not find plain names, nicknames, or names written in small letters.")),
        point(_("It does not find rare details: the only taqueria in town, a tattoo, a flag on a truck.")),
        point(_("It does not find numbers written as words, other languages, or what several answers tell together.")),
        point(_("It warns about some passages that are harmless. “Keep it” remembers exactly those words.")),
        point(_("It never blocks, never sends anything, and writes nothing into a log. Reading again is your part.")),
    )
