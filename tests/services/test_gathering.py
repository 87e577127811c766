from datetime import date

from msgspec.structs import replace

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from tests.documents import ROLES, STAGES, TRUST, Desk
from tests.reports.test_rendering import text_of

TODAY = date(2026, 11, 24)


def test_action_items_say_what_they_need_and_who_will_be_told(desk: Desk) -> None:
    item = ActionItem(ActionId(""), "Print the sheets", "Coordinator", element=ROLES)
    desk.planning.save_action(replace(item, resources="Two hours & paper", told="All members\nand the board"))
    desk.planning.save_action(ActionItem(ActionId(""), "Ask once more"))
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), TODAY)
    text = text_of(service.render(report, Progress()))
    # In the section of the element, and in the action plan.
    assert text.count("Print the sheets Resources needed: Two hours & paper Who will be told: All members and") == 2
    assert text.count("Resources needed:") == text.count("Who will be told:") == 2
    sheet = service.gather(ReportRequest(ReportKind.ELEMENT, desk.round, elements=(ROLES,)), TODAY)
    assert "Who will be told: All members" in text_of(service.render(sheet, Progress()))


def test_where_partners_differ_most_is_said_in_words_and_names_only_who_agreed(desk: Desk) -> None:
    named, silent, unplaced = (desk.partners.add(f"Example {name}") for name in ("Shelter A", "Sheriff B", "Court C"))
    assert named.agency is not None
    assert unplaced.agency is not None
    for agency in (named.agency, unplaced.agency):
        desk.partners.allow_name(agency, True)
    for who, element, stage in (
        (TASK_FORCE, ROLES, 1),
        (named.id, ROLES, 2),
        (TASK_FORCE, TRUST, 1),
        (silent.id, TRUST, 0),
        (named.id, TRUST, 3),
    ):
        desk.answering.place(StagePlacement(desk.placement_key(element, who), now=STAGES[stage]))
    service = ReportingService(desk.document)
    request = ReportRequest(ReportKind.ASSESSMENT, desk.round)
    report = service.gather(request, TODAY)
    # The widest first; without names as long as nobody asked for them.
    assert [(row.number, row.title, row.views) for row in report.differences] == [
        ("2.1", "Trust", ""),
        ("1.1", "Roles", ""),
    ]
    text = text_of(service.render(report, Progress()))
    overview = text[text.index("Where partners see it most differently") : text.index("Roles are clear.")]
    assert "2.1 Trust. Seen between 1 Exploring and 4 Working as one." in overview
    assert "Example" not in overview
    roles = service.gather(replace(request, roles=True), TODAY)
    assert roles.differences[0].views == (
        "Task force: 2 Establishing · Example Shelter A: 4 Working as one · A partner: 1 Exploring"
    )
    text = text_of(service.render(roles, Progress()))
    assert roles.differences[0].views in text
    # Nobody is listed as not having answered, and who did not agree is not named.
    assert "Court C" not in text
    assert "Sheriff B" not in text


def test_without_a_difference_nothing_is_said_of_one(desk: Desk) -> None:
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1]))
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), TODAY)
    assert report.differences == ()
    assert "most differently" not in text_of(service.render(report, Progress()))
    elements = service.gather(ReportRequest(ReportKind.ELEMENT, desk.round), TODAY)
    assert elements.differences == ()
