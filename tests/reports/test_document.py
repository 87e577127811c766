from io import BytesIO

import pypdf
from msgspec.structs import replace

from roadmap_desktop.reports.data import Report, Track
from tests.reports.test_rendering import STAGE_TITLES, a_report, rendered, text_of


def with_elements(report: Report, count: int, title: str = "Roles", track: Track | None = None) -> Report:
    area = report.areas[0]
    one = replace(area.elements[0], title=title, track=track or area.elements[0].track)
    made = tuple(replace(one, number=f"1.{number}") for number in range(1, count + 1))
    return replace(report, areas=(replace(area, elements=made),))


def test_characters_that_look_like_our_markers_are_printed() -> None:
    answer = " ".join(f"%late-{number}%" for number in range(12))
    assert answer in text_of(rendered(a_report(answer)))


def test_the_index_of_the_file_is_right_to_the_byte() -> None:
    reader = pypdf.PdfReader(BytesIO(rendered(a_report())), strict=True)
    assert all(page.get_contents() is not None for page in reader.pages)


def test_names_as_long_as_they_may_be_stay_on_the_band_of_the_cover() -> None:
    report = a_report(task_force="W" * 200, assessment="W" * 200)
    page = pypdf.PdfReader(BytesIO(rendered(report))).pages[0]
    lowest = [page.mediabox.height]

    def visit(text: str, _ctm: object, matrix: list[float], _font: object, _size: object) -> None:
        if "W" in text:
            lowest[0] = min(lowest[0], matrix[5])

    page.extract_text(visitor_text=visit)
    assert page.mediabox.height * 0.54 + 10 < lowest[0] < page.mediabox.height


def test_long_titles_are_cut_nowhere() -> None:
    title = "Information sharing, confidentiality, releases, retention and records to the very ENDWORD"
    stages = tuple(f"{stage} with a much longer title than usual LASTWORD" for stage in STAGE_TITLES)
    report = with_elements(a_report(), 1, title, Track(stages, 1, 3, "September 2027"))
    text = text_of(rendered(report))
    # On its section, in the contents, in the overview.
    assert text.count("ENDWORD") == 3
    assert text.count("LASTWORD") == 5


def test_an_area_of_sixty_elements_breaks_between_its_rows() -> None:
    text = text_of(rendered(with_elements(a_report(), 60)))
    assert text.count("1 Exploring") >= 60
    assert "1.60 Roles" in text


def test_elements_that_were_not_discussed_share_a_page() -> None:
    report = a_report()
    blank = replace(report.areas[0].elements[0], stages=(), track=Track(STAGE_TITLES, note="Not discussed yet"))
    made = tuple(replace(blank, number=f"1.{number}") for number in (1, 2, 3))
    assert all(element.is_blank for element in made)
    few = len(
        pypdf.PdfReader(BytesIO(rendered(replace(report, areas=(replace(report.areas[0], elements=made),))))).pages
    )
    assert few == len(pypdf.PdfReader(BytesIO(rendered(report))).pages)
