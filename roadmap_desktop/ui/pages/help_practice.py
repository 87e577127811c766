"""The words of the help pages about working with the tool: first steps, a session, a year."""

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages.help_blocks import Block, Topic, heading, not_legal_advice, point, step


def start() -> Topic:
    """First steps."""
    return Topic(
        "start",
        _("Getting started"),
        (
            step(_("Choose three to five elements to start with. The others can wait; they can be added at any time.")),
            step(_("Open one. Place its stage together first: the signs below the stages help to choose.")),
            step(_("Discuss the prompts of that stage and the next. One person types what the group agrees.")),
            step(_("Note strengths, gaps and ideas at the right, and agree on the next step with a role and a month.")),
            step(_("Export a PDF for those who were not in the room. Come back in six to twelve months.")),
            Block(
                _("Skipping a prompt is always fine. If a talk grows heavy, pause; nothing here needs personal detail.")
            ),
        ),
    )


def session() -> Topic:
    """A workshop."""
    return Topic(
        "session",
        _("Running a workshop in 90 minutes"),
        (
            Block(
                _(
                    "One element, one invented scenario and one or two next steps are enough for 90 minutes. View > "
                    "Workshop has the plan minute by minute, ground rules and scenarios, each ready to present."
                )
            ),
            heading(_("Before")),
            point(
                _(
                    "Share the work: one person leads, another one types, a third one watches the time. A co-lead from "
                    "services and a co-lead from justice can take turns at leading."
                )
            ),
            point(
                _(
                    "Invite the people who do this part of the work, also from nights and weekends, and small or "
                    "distant agencies by phone or video. Offer people with lived experience pay, and say beforehand "
                    "what the talk will be about."
                )
            ),
            point(_("Arrange interpreters and other access needs when you set the date, not on the day.")),
            point(_("Choose the element and the scenario together with the co-leads. Read both to the end first.")),
            point(_("Close other programs and turn notices off before you connect a projector.")),
            heading(_("During the session")),
            step(
                _(
                    "Present the ground rules, read them aloud and ask what is missing. Say that notes may later be "
                    "asked for in a court case or a records request."
                )
            ),
            step(
                _(
                    "Present the scenario and take two or three of its questions. Talk about your own steps. If "
                    "someone begins to tell of a real case, thank them, stop there and go back to the steps."
                )
            ),
            step(_("Place the stage of the element. Let the people closest to the work speak first.")),
            step(
                _(
                    "Discuss the prompts of that stage and of the next. Read each answer back before you go on. Write "
                    "a disagreement down as it is."
                )
            ),
            step(_("Agree on one or two next steps, each with a role and a month.")),
            step(_("Ask what was left out because someone was not in the room. End on time.")),
            heading(_("While you present")),
            point(_("Right arrow, Space or Page Down goes on; Left arrow or Page Up goes back; Esc leaves.")),
            point(_("Plus and minus change the size of the letters. T shows the points together or one at a time.")),
            point(_("Only the chosen text is on that screen. Nothing that your task force wrote is shown.")),
            heading(_("After")),
            point(_("Read the answers once more for anything that could point to a person, and take it out.")),
            point(_("Export a PDF for those who could not come and ask what they would add.")),
            not_legal_advice(),
        ),
    )


def year() -> Topic:
    """A year."""
    return Topic(
        "year",
        _("Working through the Roadmap over a year"),
        (
            Block(
                _(
                    "Nobody needs to answer everything. A task force that takes up three to five elements in a year, "
                    "with a few short meetings, has done solid work. The plan in View > Workshop says what could "
                    "happen in which month."
                )
            ),
            heading(_("Keep it small")),
            point(_("Start where partners feel a need, not at the top of the list.")),
            point(_("Use half an hour before or after a meeting you hold anyway.")),
            point(_("Two stages of one element are enough for one talk: the one you are at and the next.")),
            point(_("A blank answer is better than a rushed one. It costs nothing to leave it for later.")),
            heading(_("Keep it going")),
            point(_("Look at the action plan every few months. Drop what is no longer needed and write down why.")),
            point(_("Name roles, not persons, so that the plan still holds when someone leaves.")),
            point(
                _(
                    "When new people join, let them read the last report and ask questions before the next session. "
                    "Their questions show what others take for granted."
                )
            ),
            heading(_("Close the year")),
            point(
                _(
                    "Place the stages again and compare in words. Moving back is as worth talking about as moving "
                    "forward, and neither is a fault."
                )
            ),
            point(_("Close the assessment, share the report with partners, and start a new one when you are ready.")),
            point(
                _(
                    "Decide what to keep and for how long. Awards, record schedules and court cases can require you "
                    "to keep things, so ask a lawyer or your records officer before you erase anything."
                )
            ),
            not_legal_advice(),
        ),
    )
