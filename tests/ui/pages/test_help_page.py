import re

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.wording import AVOIDED
from roadmap_desktop.ui.pages.help_blocks import ATTRIBUTION, Topic
from roadmap_desktop.ui.pages.help_page import HelpPage
from roadmap_desktop.ui.pages.help_texts import topics
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from tests.windows import texts_in

NOT_ADVICE = "This page is not legal advice; it has not yet been checked by a lawyer."


def text_of(topic: Topic) -> str:
    return "\n".join([topic.title, *(block.text for block in topic.blocks)])


def test_the_topics_a_user_needs_are_there() -> None:
    titles = [topic.title for topic in topics()]
    assert titles[:2] == ["What this tool is for", "What it is not"]
    assert {
        "Running a workshop in 90 minutes",
        "Working through the Roadmap over a year",
        "Confidentiality in plain words",
        "Getting started",
        "Saving, undo and earlier versions",
        "Partner agencies",
        "Hotline and support",
        "The Roadmap and its owner",
    } <= set(titles)
    assert len({topic.id for topic in topics()}) == len(titles)
    for topic in topics()[:2]:
        assert topic.blocks[-1].text == ATTRIBUTION


def test_a_page_that_names_a_law_says_that_no_lawyer_has_read_it() -> None:
    law = re.compile(r"U\.S\.C|CFR|public-records law|court|subpoena")
    named = [topic.id for topic in topics() if law.search(text_of(topic))]
    assert "confidentiality" in named
    assert [topic.id for topic in topics() if NOT_ADVICE in text_of(topic)] == named


def test_confidentiality_says_only_what_is_true_today() -> None:
    text = next(text_of(topic) for topic in topics() if topic.id == "confidentiality")
    assert "This program has no password of its own. Whoever can open the file can read it" in text
    assert "it does not make sharing lawful" in text
    assert "Before erasing, ask a lawyer if a subpoena, court order or records request has come or may come." in text
    assert "protect a file on its way" not in text


def test_help_avoids_the_words_that_content_avoids() -> None:
    # The attribution line denies what it names.
    for topic in topics():
        text = text_of(topic).replace(ATTRIBUTION, "")
        assert AVOIDED.findall(text) == [], topic.id


def test_choosing_a_topic_shows_its_text_from_the_top(theme: Theme, qtbot: QtBot) -> None:
    page = HelpPage()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    for topic in topics():
        page.contents.choose(topic.id)
        shown = texts_in(page.text)
        assert [text for text in shown if text != "•" and not re.fullmatch(r"\d\.", text)] == [
            topic.title,
            *(block.text for block in topic.blocks),
        ]
        steps = [block for block in topic.blocks if block.kind == "step"]
        assert ("1." in shown) == bool(steps)
        assert page._scroll.verticalScrollBar().value() == 0


@pytest.mark.parametrize(("size", "width"), [(100, 1100), (200, 926), (200, 640)])
def test_no_word_of_help_is_cut(theme: Theme, qapp: QApplication, qtbot: QtBot, size: int, width: int) -> None:
    theme.apply(text_size=size)
    try:
        page = HelpPage()
        qtbot.addWidget(page)
        page.resize(width, 590)
        page.show()
        for topic in topics():
            page.contents.choose(topic.id)
            labels = page.findChildren(FlowingLabel)
            qtbot.waitUntil(lambda labels=labels: all(fits(one) for one in labels if one.isVisible()))  # type: ignore[misc]
            assert page._scroll.horizontalScrollBar().maximum() == 0, topic.id
    finally:
        theme.apply(text_size=100)


def fits(label: FlowingLabel) -> bool:
    return label.height() >= label.heightForWidth(label.width())
