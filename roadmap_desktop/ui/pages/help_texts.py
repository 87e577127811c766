"""The words of the help pages."""

from msgspec import Struct

from roadmap_desktop.i18n import _

ATTRIBUTION = (
    "Independent tool with original content, arranged after the structure publicly described for the IACP/BJA/OVC "
    "Roadmap. Not produced or endorsed by IACP, BJA or OVC. A planning aid, not a checklist or an evaluation."
)


class Topic(Struct, frozen=True):
    """One help page."""

    title: str
    paragraphs: tuple[str, ...]


def topics() -> tuple[Topic, ...]:
    """Every help page in order."""
    return (_about(), _start(), _confidentiality(), _saving(), _partners(), _support(), _citing())


def _about() -> Topic:
    return Topic(
        _("What this is, and what it is not"),
        (
            _(
                "Roadmap Desktop helps a multidisciplinary anti-human-trafficking task force see where its shared work "
                "stands and plan what comes next. Four areas of function are divided into key elements; each "
                "element grows through five stages; each stage has prompts to discuss."
            ),
            _(
                "A stage describes one element at one moment. Groups move forward and back as people, funding and "
                "needs change; that is normal. The aim is a way of working that fits your community, not the "
                "highest number."
            ),
            _("It is not an evaluation of any person or agency, and it never adds stages up or compares agencies."),
            ATTRIBUTION,
        ),
    )


def _start() -> Topic:
    return Topic(
        _("Getting started"),
        (
            _("1. Choose three to five elements to start with. The others can wait; they can be added at any time."),
            _("2. Open one. Place its stage together first: the signs below the stages help to choose."),
            _("3. Discuss the prompts of that stage and the next. One person types what the group agrees."),
            _("4. Note strengths, gaps and ideas at the right, and agree on the next step with a role and a month."),
            _("5. Export a PDF for those who were not in the room. Come back in six to twelve months."),
            _("Skipping a prompt is always fine. If a talk grows heavy, pause; nothing here needs personal detail."),
        ),
    )


def _confidentiality() -> Topic:
    return Topic(
        _("Confidentiality"),
        (
            _("Describe how the group works. No names, cases, places or dates that could point to a person."),
            _(
                "Notes may be discoverable: what stands in this file may be obtained in court, in discovery or under "
                "public-records law. Write nothing that you would not want to hear read aloud."
            ),
            _(
                "There is no field for a client, victim, suspect, case or incident, on purpose. Use totals in ranges "
                "where a small number could point to someone."
            ),
            _(
                "Encryption and passwords protect a file on its way. They do not make it lawful to share information "
                "about people served. Check your award conditions and your state's law; this page is not legal advice "
                "and has not yet been checked by a lawyer."
            ),
            _(
                "If something slipped in: take it out of the text, open its earlier versions and choose “Erase earlier "
                "versions”. Copies that were e-mailed or printed are not reached."
            ),
        ),
    )


def _saving() -> Topic:
    return Topic(
        _("Saving, undo and earlier versions"),
        (
            _(
                "There is no Save button to forget. Every answer is on the disk within two seconds, and “saved” stands "
                "below only once it is. If it cannot be saved, a red bar says so and your text stays on the screen."
            ),
            _("Undo and Redo reach back over everything, also after closing and opening the file again."),
            _("Every answer keeps its earlier versions, with the time. One click brings one back."),
            _("Close the file before you copy it with the file manager, or use File > Save a copy."),
            _("A closed assessment is read-only. Assessment > Reopen lets it be changed again."),
        ),
    )


def _partners() -> Topic:
    return Topic(
        _("Partner agencies"),
        (
            _(
                "An agency can keep its own record beside the task force's: add it under Partner agencies, then choose "
                "it under “Answering as”. What it writes is internal until someone says otherwise."
            ),
            _(
                "Where records place an element differently, the overview says so in words. An agency is named only "
                "where it agreed, and nobody is listed as not having answered."
            ),
        ),
    )


def _support() -> Topic:
    return Topic(
        _("Hotline and support"),
        (
            _("National Human Trafficking Hotline: 1-888-373-7888, or text 233733. Day and night, confidential."),
            _("988 Suicide and Crisis Lifeline: call or text 988."),
            _("In an emergency call 911."),
            _(
                "This work leaves marks on those who do it. The Vicarious Trauma Toolkit of the Office for Victims of "
                "Crime, in the library, has ideas for agencies and teams. Breaks are part of the work."
            ),
        ),
    )


def _citing() -> Topic:
    return Topic(
        _("The Roadmap and its owner"),
        (
            _(
                "The structure follows what is publicly described of: International Association of Chiefs of Police, "
                "Bureau of Justice Assistance, & Office for Victims of Crime. (n.d.). The Multidisciplinary "
                "Collaborative Model for Anti-Human Trafficking Task Forces: Development and Operations Roadmap."
            ),
            _(
                "Its record: https://www.ovc.ojp.gov/library/publications/multidisciplinary-collaborative-model-anti-human-trafficking-task-forces"
            ),
            _(
                "The prompts here are original text. Not yet reviewed by people with lived experience, victim-service "
                "counsel or prosecutors."
            ),
        ),
    )
