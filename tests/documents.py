"""Small packs and open documents for tests."""

from dataclasses import dataclass
from pathlib import Path

from roadmap_desktop.content.schema import (
    AreaId,
    ContentPack,
    ElementId,
    ElementStage,
    FunctionArea,
    GlossaryTerm,
    GroundRule,
    KeyElement,
    Label,
    Land,
    PlanStep,
    Prompt,
    PromptId,
    Provenance,
    Resource,
    Scenario,
    Stage,
    StageId,
    TraffickingForm,
    WorkshopPlan,
)
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.placements import PlacementKey
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.assessments import AssessmentsService
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.history import HistoryService
from roadmap_desktop.services.partners import PartnersService
from roadmap_desktop.services.planning import PlanningService
from roadmap_desktop.services.reading import ReadingService

STAGES = tuple(StageId(f"stage-{number}") for number in range(1, 6))
ROLES = ElementId("roles")
TRUST = ElementId("trust")


def a_small_pack(version: str = "1") -> ContentPack:
    """Two areas with one element each, five stages, two prompts a stage, one closing prompt."""
    titles = ("Exploring", "Establishing", "Putting into practice", "Working as one", "Sustaining and renewing")
    return ContentPack(
        "small",
        "Small pack",
        version,
        "en-US",
        "Example publisher",
        Provenance.ORIGINAL,
        "Independent tool with original content.",
        "Not yet reviewed.",
        tuple(Stage(stage, title, f"{title} means this.") for stage, title in zip(STAGES, titles, strict=True)),
        (
            FunctionArea(AreaId("foundations"), 1, "Foundations", "How we work.", (an_element(ROLES, "Roles"),)),
            FunctionArea(AreaId("operations"), 2, "Operations", "What we do.", (an_element(TRUST, "Trust"),)),
        ),
        disciplines=(Label("prosecution", "Prosecution"),),
        lenses=(Label("labor", "Labor trafficking"),),
        closing_prompts=(Prompt(PromptId("wrap.p1"), "What is working here?"),),
        glossary=(
            GlossaryTerm("mou", "MOU", "A signed statement.", ("memorandum of understanding",)),
            GlossaryTerm("consensus", "Consensus", "A decision all can live with."),
        ),
        resources=(Resource("guide", "Example guide", "Example publisher", "https://example.org/guide"),),
        scenarios=(
            Scenario(
                "kitchen",
                "Work in a kitchen",
                TraffickingForm.LABOR,
                "Restaurant",
                Land.URBAN,
                "A cook asks a driver who could look at his pay. " * 10,
                ("Who is called first?", "What does he decide?", "What is shared?", "What happens in a week?"),
                ("labor",),
            ),
        ),
        ground_rules=(GroundRule("skip", "Anyone may skip."), GroundRule("pause", "Anyone may call a pause.")),
        plans=(
            WorkshopPlan("hour", "An hour", (PlanStep("Welcome.", minutes=10), PlanStep("Talk.", minutes=50))),
            WorkshopPlan("year", "A year", (PlanStep("Begin.", 0, 1, 1), PlanStep("Go on.", 0, 2, 12))),
        ),
    )


def an_element(element: ElementId, title: str) -> KeyElement:
    """An element with two prompts at each of five stages; stage 1 mentions an MOU and names a resource."""
    return KeyElement(
        element,
        title,
        f"{title} are clear.",
        "Talk about the group.",
        tuple(
            ElementStage(
                stage,
                "Look at the group first.",
                ("People act on personal contacts.",),
                tuple(
                    Prompt(
                        PromptId(f"{element}.{stage}.p{number}"),
                        f"What does our MOU say about {title.lower()} ({number})?",
                        lenses=("labor",) if number == 1 else (),
                    )
                    for number in (1, 2)
                ),
                ("A signed agreement",),
                ("guide",) if stage == STAGES[0] else (),
            )
            for stage in STAGES
        ),
        ("prosecution",),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """An open document with every service at hand."""

    document: Document
    documents: DocumentService
    feed: ChangeFeed

    @property
    def reading(self) -> ReadingService:
        return ReadingService(self.document)

    @property
    def answering(self) -> AnsweringService:
        return AnsweringService(self.document)

    @property
    def planning(self) -> PlanningService:
        return PlanningService(self.document)

    @property
    def partners(self) -> PartnersService:
        return PartnersService(self.document)

    @property
    def rounds(self) -> AssessmentsService:
        return AssessmentsService(self.document)

    @property
    def history(self) -> HistoryService:
        return HistoryService(self.document)

    @property
    def round(self) -> AssessmentId:
        return self.reading.assessments()[-1].id

    def key(self, prompt: str = "roles.stage-1.p1", respondent: RespondentId = TASK_FORCE) -> AnswerKey:
        return AnswerKey(self.round, respondent, PromptId(prompt))

    def placement_key(self, element: ElementId = ROLES, respondent: RespondentId = TASK_FORCE) -> PlacementKey:
        return PlacementKey(self.round, respondent, element)

    def reopened(self) -> "Desk":
        """The same file, closed and opened again."""
        path = self.document.path
        self.document.close()
        return Desk(self.documents.open(path), self.documents, self.feed)


def a_desk(path: Path) -> Desk:
    """A new file of the Sample River Task Force with one open assessment."""
    feed = ChangeFeed()
    documents = DocumentService(feed)
    document = documents.new(path, "Sample River Task Force", a_small_pack(), "Baseline 2026")
    return Desk(document, documents, feed)
