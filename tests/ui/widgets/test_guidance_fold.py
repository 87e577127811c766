import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import GlossaryTerm
from roadmap_desktop.model.terms import TermFinder
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.guidance_fold import GuidanceFold
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.term_label import TermLabel


@pytest.fixture
def fold(theme: Theme, qtbot: QtBot) -> GuidanceFold:
    made = GuidanceFold()
    qtbot.addWidget(made)
    made.set_element("Start with the MOU.")
    made.set_stage("Exploring", "Listen first.")
    made.show()
    return made


def words(fold: GuidanceFold) -> str:
    return " | ".join(label.text() for label in fold.findChildren(PlainLabel) if label.isVisible())


def test_it_is_folded_and_opens_with_both_paragraphs(fold: GuidanceFold) -> None:
    assert words(fold) == ""
    fold.findChildren(QToolButton)[0].click()
    assert words(fold) == "Start with the MOU. | At this stage: Exploring | Listen first."
    fold.set_stage("Establishing", "Draft together.")
    assert words(fold) == "Start with the MOU. | At this stage: Establishing | Draft together."
    fold.toggle()
    assert words(fold) == ""


def test_terms_are_underlined_in_it_and_go_with_their_text(fold: GuidanceFold) -> None:
    finder = TermFinder((GlossaryTerm("mou", "MOU", "A written understanding."),))
    fold.set_terms(lambda text: tuple(finder.occurrences(text)))
    assert [len(label.terms) for label in fold.findChildren(TermLabel)] == [1, 0]
    fold.set_element("Something else.")
    assert [len(label.terms) for label in fold.findChildren(TermLabel)] == [0, 0]
