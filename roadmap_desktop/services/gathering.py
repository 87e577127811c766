"""From an open file to the values a PDF prints; what may not leave is left out here."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import (
    ContentPack,
    ElementId,
    FunctionArea,
    KeyElement,
    PromptId,
    StageId,
    closing_prompt_id,
)
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import Answer, AnswerState, Visibility
from roadmap_desktop.model.assessment import Assessment, AssessmentId, RespondentId
from roadmap_desktop.model.notes import EvidenceItem, NoteKind
from roadmap_desktop.model.overview import ElementView, Place
from roadmap_desktop.model.placements import Agreement, StagePlacement, furthest_apart, spread
from roadmap_desktop.model.shelf import Shelved
from roadmap_desktop.reports.data import (
    ActionRow,
    DifferenceRow,
    Kind,
    Paper,
    PartnerRow,
    PrintedArea,
    PrintedElement,
    PrintedPrompt,
    PrintedStage,
    Report,
    Track,
)
from roadmap_desktop.services.calendar_words import day_words, due_words
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.homes import Homes
from roadmap_desktop.services.item_words import due_of, remarks_of, status_of
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.services.report_kinds import in_order, shaped, title_of
from roadmap_desktop.services.shelf import ShelfService

# The letter of the chapter of what is no longer asked, where an area has a number.
_SHELF = "N"

# How many elements the overview names; the section of each element has its own partners anyway.
_MOST_DIFFERENCES = 8


class Wanted(Struct, frozen=True):
    """What to print, resolved."""

    kind: str
    assessment: AssessmentId
    respondent: RespondentId
    elements: tuple[ElementId, ...]
    paper: str
    unanswered: bool
    notes: bool
    roles: bool
    internal: bool
    by_owner: bool = False


class Gatherer:
    """Reads one round for one PDF."""

    def __init__(self, document: Document, wanted: Wanted, today: date) -> None:
        self._document = document
        self._wanted = wanted
        self._today = today
        self._reading = ReadingService(document)
        self._shelf_service = ShelfService(document)
        self._homes = Homes(document)
        self._pack: ContentPack = self._reading.pack(wanted.assessment)
        self._assessment: Assessment = self._reading.assessment(wanted.assessment)

    def report(self) -> Report:
        """Everything the PDF prints."""
        wanted = set(self._wanted.elements)
        areas = tuple(
            PrintedArea(area.number, area.title, area.summary, elements)
            for area in self._pack.areas
            if (elements := tuple(self._elements(area, wanted)))
        )
        kind, by_owner = Kind(self._wanted.kind), self._wanted.by_owner
        items = [item for item in self._reading.actions() if self._fits(item, wanted)]
        actions = tuple(self._action(item) for item in in_order(kind, items, by_owner=by_owner))
        report = Report(
            kind,
            Paper(self._wanted.paper),
            title_of(kind),
            self._reading.task_force().name,
            self._assessment.title,
            _("Internal: for the task force only") if self._wanted.internal else _("For partners only"),
            _("Exported {day}").format(day=day_words(self._today)),
            self._pack.attribution,
            self._pack.review_note,
            self._pack_words(),
            self._counts(len(wanted), len(actions)),
            areas,
            actions,
            self._differences(wanted),
            tuple((term.term, term.definition) for term in self._pack.glossary),
            tuple((stage.title, stage.definition) for stage in self._pack.stages),
            self._pack.language,
            _("Prompts: “{title}”, version {version}, from {publisher}; {claim}").format(
                title=self._pack.title,
                version=self._pack.version,
                publisher=self._pack.publisher,
                claim=_("provenance as stated by the pack, not verified."),
            ),
            shelf=self._shelf() if kind is Kind.ASSESSMENT and not self._is_part else None,
        )
        return shaped(report, by_owner=by_owner)

    def _pack_words(self) -> str:
        # What a pack says of itself is its claim, and is printed as one.
        return _("“{title}”, version {version}, says it comes from {publisher} ({provenance}); not verified.").format(
            title=self._pack.title,
            version=self._pack.version,
            publisher=self._pack.publisher,
            provenance=self._pack.provenance.value,
        )

    def _counts(self, elements: int, actions: int) -> tuple[tuple[str, str], ...]:
        partners = sum(not one.is_task_force and not one.has_left for one in self._reading.respondents())
        return (
            (str(elements), ngettext("key element", "key elements", elements)),
            (str(actions), ngettext("action", "actions", actions)),
            (str(partners), ngettext("partner", "partners", partners)),
        )

    def _fits(self, item: ActionItem, wanted: set[ElementId]) -> bool:
        return item.element is None or item.element in wanted or (not self._is_part and self._is_gone(item.element))

    @property
    def _is_part(self) -> bool:
        """True when the PDF holds less than the round covers; what is no longer asked then stays out."""
        covered = {element for element in self._assessment.scope if not self._is_gone(element)}
        return set(self._wanted.elements) != covered

    def _is_gone(self, element: ElementId) -> bool:
        return element not in self._document.asked_at(self._pack.key)

    def _elements(self, area: FunctionArea, wanted: set[ElementId]) -> list[PrintedElement]:
        return [
            self._element(f"{area.number}.{number}", element)
            for number, element in enumerate(area.elements, start=1)
            if element.id in wanted
        ]

    def _element(self, number: str, element: KeyElement) -> PrintedElement:
        view = self._reading.element(Place(self._wanted.assessment, self._wanted.respondent, element.id))
        placement = view.placement
        shows_reason = self._may_leave(placement.reason_visibility)
        shows_dissent = self._wanted.internal or placement.dissent_visibility is Visibility.SHAREABLE
        return PrintedElement(
            number,
            element.title,
            element.purpose,
            self._track(placement),
            placement.reason if shows_reason else "",
            _agreement_words(placement.agreement),
            placement.dissent if shows_dissent else "",
            self._stages(view),
            self._closing(view),
            self._notes(view),
            tuple(self._action(item) for item in view.actions),
            tuple((item.title, _evidence_facts(item)) for item in view.evidence if self._may_leave(item.visibility)),
            self._partners(view),
            tuple(
                found for one in self._shelf_service.of_element(view.place) if (found := self._shelved(one)) is not None
            ),
        )

    def _shelf(self) -> PrintedArea | None:
        """The last chapter: elements that are no longer asked, and answers to prompts that no pack knows."""
        shelf = self._shelf_service.shelf(self._assessment.id, self._wanted.respondent)
        elements: list[PrintedElement] = []
        for gone in shelf.gone:
            place = Place(self._assessment.id, self._wanted.respondent, gone.id)
            if self._reading.is_shown(place):
                element = self._reading.element(place).element
                elements.append(self._element(f"{_SHELF}.{len(elements) + 1}", element))
        loose = tuple(found for one in shelf.homeless if (found := self._shelved(one)) is not None)
        if loose:
            track = Track(tuple(stage.title for stage in self._pack.stages))
            number = f"{_SHELF}.{len(elements) + 1}"
            elements.append(PrintedElement(number, _("Other prompts"), "", track, shelved=loose))
        printed = tuple(element for element in elements if not element.is_blank)
        words = _("These elements are not part of the prompts any more. What was written about them is kept.")
        return PrintedArea(0, _("No longer asked"), words, printed) if printed else None

    def _shelved(self, one: Shelved) -> PrintedPrompt | None:
        answer = one.answer
        if not self._may_leave(answer.visibility) or not (answer.text or answer.reason):
            return None
        words = one.home.text or _("The words of this prompt are not in this file.")
        own = _("Our own prompt") if one.home.is_own else ""
        not_ours = answer.state is AnswerState.NOT_OUR_ROLE
        state = " ".join(filter(None, (_("Not our role."), answer.reason))) if not_ours else _state_words(answer)
        return PrintedPrompt("", words, answer.text, state, mark=own)

    def _may_leave(self, visibility: Visibility) -> bool:
        return self._wanted.internal or visibility is Visibility.SHAREABLE

    def _track(self, placement: StagePlacement) -> Track:
        order = self._pack.stage_order
        note = ""
        if placement.is_not_our_role:
            note = _("Not our role")
        elif placement.now is None:
            note = _("Not discussed yet")
        return Track(
            tuple(stage.title for stage in self._pack.stages),
            order.index(placement.now) if placement.now in order else None,
            order.index(placement.goal) if placement.goal in order else None,
            due_words(placement.goal_month),
            note,
        )

    def _stages(self, view: ElementView) -> tuple[PrintedStage, ...]:
        printed = []
        for place, stage in enumerate(view.element.stages, start=1):
            asked = [(prompt.id, prompt.text, "") for prompt in stage.prompts]
            own = [one for one in view.local_prompts if one.stage == stage.id]
            asked += [(PromptId(str(one.id)), one.text, _("Our own prompt")) for one in own]
            prompts = [
                replace(found, mark=mark)
                for number, (name, text, mark) in enumerate(asked, start=1)
                if (found := self._prompt(view, name, f"{place}.{number}", text)) is not None
            ]
            if prompts:
                title = f"{place} {self._pack.stage(stage.id).title}"
                printed.append(PrintedStage(title, tuple(prompts)))
        return tuple(printed)

    def _closing(self, view: ElementView) -> tuple[PrintedPrompt, ...]:
        found = [
            self._prompt(view, closing_prompt_id(view.element.id, one.id), "", one.text)
            for one in self._reading.pack_at(view.place).closing_prompts
        ]
        return tuple(prompt for prompt in found if prompt is not None and prompt.answer)

    def _prompt(self, view: ElementView, name: PromptId, number: str, text: str) -> PrintedPrompt | None:
        answer = view.answers[name].answer
        shown = answer.text if self._may_leave(answer.visibility) else ""
        if answer.state is AnswerState.NOT_OUR_ROLE and self._may_leave(answer.visibility):
            state = " ".join(filter(None, (_("Not our role."), answer.reason)))
            return PrintedPrompt(number, text, "", state)
        if not shown and not self._wanted.unanswered:
            return None
        return PrintedPrompt(number, text, shown, _state_words(answer) if shown else "", self._wording(answer, text))

    def _wording(self, answer: Answer, text: str) -> str:
        return self._reading.earlier_wording(answer, text, self._pack.key)

    def _notes(self, view: ElementView) -> tuple[tuple[str, str], ...]:
        if not self._wanted.notes:
            return ()
        return tuple((_note_words(note.kind), note.text) for note in view.notes if self._may_leave(note.visibility))

    def _partners(self, view: ElementView) -> tuple[PartnerRow, ...]:
        rows = []
        for partner in view.partners:
            who = partner.label if self._wanted.roles and partner.label else _("A partner")
            rows.append(PartnerRow(who, self._stage_words(partner.stage), partner.reason))
        return tuple(rows)

    def _differences(self, wanted: set[ElementId]) -> tuple[DifferenceRow, ...]:
        """The elements that records place furthest apart; only those who placed an element are spoken of."""
        order = self._pack.stage_order
        found: list[tuple[int, DifferenceRow]] = []
        for area in self._pack.areas:
            for number, element in enumerate(area.elements, start=1):
                placed = self._placed(element.id) if element.id in wanted else {}
                apart = furthest_apart(placed.values(), order)
                if apart is not None:
                    first, last = (self._stage_words(stage) for stage in apart)
                    between = _("Seen between {first} and {last}.").format(first=first, last=last)
                    row = DifferenceRow(f"{area.number}.{number}", element.title, between, self._views(placed))
                    found.append((spread(placed.values(), order), row))
        # Stable: elements equally far apart stay in the order of the pack.
        return tuple(row for _apart, row in sorted(found, key=lambda one: -one[0])[:_MOST_DIFFERENCES])

    def _placed(self, element: ElementId) -> Mapping[RespondentId, StagePlacement]:
        order = self._pack.stage_order
        found = self._reading.placements(self._wanted.assessment, element)
        return {who: placement for who, placement in found.items() if placement.now in order}

    def _views(self, placed: Mapping[RespondentId, StagePlacement]) -> str:
        # In the order of the file, never by stage: agencies are not compared.
        if not self._wanted.roles:
            return ""
        views = []
        for one in self._reading.respondents():
            placement = placed.get(one.id)
            if placement is None or placement.now is None:
                continue
            who = _("Task force") if one.is_task_force else one.label if one.may_be_named else _("A partner")
            views.append(_("{who}: {stage}").format(who=who, stage=self._stage_words(placement.now)))
        return " · ".join(views)

    def _stage_words(self, stage: StageId) -> str:
        return f"{self._pack.stage_number(stage)} {self._pack.stage(stage).title}"

    def _action(self, item: ActionItem) -> ActionRow:
        title = self._title(item.element)
        due = due_of(item, self._today)
        return ActionRow(item.what, item.owner, due, status_of(item), title, item.resources, item.told)

    def _title(self, element: ElementId | None) -> str:
        if element is None:
            return ""
        return self._pack.element(element).title if not self._is_gone(element) else self._homes.title(element)


def _state_words(answer: Answer) -> str:
    draft = [_("Draft")] if answer.state is AnswerState.DRAFT else []
    return " · ".join((*draft, *remarks_of(answer)))


def _agreement_words(agreement: Agreement) -> str:
    return {
        Agreement.NOT_SAID: "",
        Agreement.EVERYONE: _("Everyone agrees."),
        Agreement.MOST: _("Most agree."),
        Agreement.SOME: _("Some agree."),
        Agreement.OPEN: _("Still open."),
    }[agreement]


def _note_words(kind: NoteKind) -> str:
    return {
        NoteKind.STRENGTH: _("Strength"),
        NoteKind.GAP: _("Gap"),
        NoteKind.IDEA: _("Idea"),
        NoteKind.PRIORITY: _("Priority"),
        NoteKind.DISSENT: _("Seen differently"),
        NoteKind.PARKING_LOT: _("Parking lot"),
    }[kind]


def _evidence_facts(item: EvidenceItem) -> str:
    reviewed = _("reviewed {month}").format(month=due_words(item.reviewed)) if item.reviewed else ""
    return ", ".join(filter(None, (item.kind, item.kept_where, reviewed)))
