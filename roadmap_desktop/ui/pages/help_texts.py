"""The words of the help pages about the tool itself."""

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages import help_confidentiality, help_identifying, help_practice
from roadmap_desktop.ui.pages.help_blocks import ATTRIBUTION, Block, Topic, heading, note, point


def topics() -> tuple[Topic, ...]:
    """Every help page in order."""
    return (
        _what_it_is_for(),
        _what_it_is_not(),
        help_practice.start(),
        help_practice.session(),
        help_practice.year(),
        help_confidentiality.topic(),
        help_identifying.topic(),
        _saving(),
        _partners(),
        _support(),
        _citing(),
    )


def _what_it_is_for() -> Topic:
    return Topic(
        "what-for",
        _("What this tool is for"),
        (
            Block(
                _(
                    "Roadmap Desktop is for task forces in which police, prosecutors, victim service providers, people "
                    "with lived experience and other partners respond to human trafficking together. It helps the "
                    "group talk about how it works, write down what it agrees, and plan what comes next."
                )
            ),
            heading(_("How it is arranged")),
            point(_("Four areas of function are divided into key elements. Each one is a part of the shared work.")),
            point(
                _(
                    "Each element has five stages of development. A stage describes one element at one moment. Groups "
                    "move forward and back as people, funding and needs change; that is normal. The aim is a way of "
                    "working that fits your community, not the highest number."
                )
            ),
            point(_("Each stage has prompts: questions to discuss. Answer those that help and skip the others.")),
            heading(_("What you can do with it")),
            point(_("Place the stage of an element together, and keep on record who sees it differently, and why.")),
            point(_("Write down answers, strengths, gaps and ideas, and agree on next steps with a role and a month.")),
            point(_("Let each partner agency write its own view before a meeting.")),
            point(_("Walk through an invented scenario: see View > Workshop.")),
            point(_("Export a PDF for those who were not in the room, and compare with an earlier time, in words.")),
            note(ATTRIBUTION),
        ),
    )


def _what_it_is_not() -> Topic:
    return Topic(
        "what-not",
        _("What it is not"),
        (
            point(
                _(
                    "It is not an evaluation of any person or agency. It never adds stages up and never compares "
                    "agencies."
                )
            ),
            point(
                _(
                    "It is not a case file. There is no field for a client, victim, suspect, case or incident, on "
                    "purpose. Keep such records in the systems your agency has for them."
                )
            ),
            point(
                _(
                    "It is not a reporting system. It does not replace what a funder asks for, and filling it in "
                    "meets no condition of an award."
                )
            ),
            point(_("It is not legal advice. Questions of law go to a lawyer who knows your state and your agency.")),
            point(
                _(
                    "It is not the Roadmap of IACP, BJA and OVC. The names of elements and stages and all questions "
                    "here are our own words. “The Roadmap and its owner” says where to find the original."
                )
            ),
            point(
                _(
                    "It does not speak for people with lived experience. Its questions have not yet been reviewed by "
                    "them. Ask them, as paid experts, what is missing or wrong."
                )
            ),
            point(
                _("It is not a way to report a crime or to ask for help. “Hotline and support” has numbers to call.")
            ),
            note(ATTRIBUTION),
        ),
    )


def _saving() -> Topic:
    return Topic(
        "saving",
        _("Saving, undo and earlier versions"),
        (
            Block(
                _(
                    "There is no Save button to forget. Every answer is on the disk within two seconds, and “saved” "
                    "stands below only once it is. If it cannot be saved, a red bar says so and your text stays on the "
                    "screen."
                )
            ),
            point(_("Undo and Redo reach back over everything, also after closing and opening the file again.")),
            point(_("Every answer keeps its earlier versions, with the time. One click brings one back.")),
            point(_("Close the file before you copy it with the file manager, or use File > Save a copy.")),
            point(_("A closed assessment is read-only. Assessment > Reopen lets it be changed again.")),
        ),
    )


def _partners() -> Topic:
    return Topic(
        "partners",
        _("Partner agencies"),
        (
            Block(
                _(
                    "An agency can keep its own record beside the task force's: add it under Partner agencies, then "
                    "choose it under “Answering as”. What it writes is internal until someone says otherwise."
                )
            ),
            Block(
                _(
                    "“Internal” decides what goes into a PDF. It is not a lock: whoever can open the file can read "
                    "what every agency wrote in it."
                )
            ),
            Block(
                _(
                    "Where records place an element differently, the overview says so in words. An agency is named "
                    "only where it agreed, and nobody is listed as not having answered."
                )
            ),
        ),
    )


def _support() -> Topic:
    return Topic(
        "support",
        _("Hotline and support"),
        (
            point(
                _("National Human Trafficking Hotline: 1-888-373-7888, or text 233733. Day and night, confidential.")
            ),
            point(_("988 Suicide and Crisis Lifeline: call or text 988.")),
            point(_("In an emergency call 911.")),
            Block(
                _(
                    "This work leaves marks on those who do it. The Vicarious Trauma Toolkit of the Office for Victims "
                    "of Crime, in the library, has ideas for agencies and teams. Breaks are part of the work."
                )
            ),
        ),
    )


def _citing() -> Topic:
    return Topic(
        "citing",
        _("The Roadmap and its owner"),
        (
            Block(
                _(
                    "The structure follows what is publicly described of: International Association of Chiefs of "
                    "Police, Bureau of Justice Assistance, & Office for Victims of Crime. (n.d.). The "
                    "Multidisciplinary Collaborative Model for Anti-Human Trafficking Task Forces: Development and "
                    "Operations Roadmap."
                )
            ),
            Block(
                # A zero-width space lets the long address wrap at its slashes.
                _("Its record: {address}").format(address=_RECORD.replace("/", "/\u200b"))
            ),
            Block(
                _(
                    "The prompts here are original text. Not yet reviewed by people with lived experience, "
                    "victim-service counsel or prosecutors."
                )
            ),
        ),
    )


_RECORD = (
    "https://www.ovc.ojp.gov/library/publications/"
    "multidisciplinary-collaborative-model-anti-human-trafficking-task-forces"
)
