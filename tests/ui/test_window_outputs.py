import pytest
from PySide6.QtWidgets import QApplication

from roadmap_desktop import paths
from roadmap_desktop.content.loader import load
from roadmap_desktop.ui.window_outputs import is_safe_link
from tests.windows import TestWindow

SAFE = (
    "https://ovc.ojp.gov/program/human-trafficking",
    "http://techsafety.org",
    "https://www.example.org:8443/a/b.html?x=1&y=%20#part",
    "https://example.org/~name/(draft)/*",
    "https://example.org/a,b;c=d",
)
UNSAFE = (
    "",
    " ",
    "https://",
    "https:///etc/passwd",
    "https:example.org",
    "//example.org/x",
    "example.org",
    "file:///etc/passwd",
    "FILE:///C:/Windows/System32/calc.exe",
    "file://host/share/x.exe",
    "\\\\host\\share\\x.exe",
    "//host/share",
    "C:\\run.exe",
    "C:/run.exe",
    "/usr/bin/xterm",
    "~/.bashrc",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "mailto:someone@example.org?body=x",
    "tel:+15555550100",
    "ssh://example.org",
    "ftp://example.org/x",
    "smb://example.org/share",
    "ms-msdt:/id PCWDiagnostic",
    "search-ms:query=x&crumb=location:\\\\host\\share",
    "about:blank",
    "view-source:https://example.org",
    "blob:https://example.org/x",
    "https://user:secret@example.org",
    "https://example.com@example.org/",
    "https://localhost/x",
    "http://router/setup",
    "http://127.0.0.1:631/",
    "http://192.168.0.1/reboot",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "https://exam\u0440le.org/",
    "https://example.org/\u202egpj.exe",
    "https://example.org/a b",
    "https://example.org/\nhttps://example.com",
    "https://example.org/\0x",
    "https://example.org/<script>",
    'https://example.org/" --new-window "file:///etc/passwd',
    "https://example.org\\@example.com",
    "https://example.org/`id`",
    "https://example.org/{x}|y",
    "https://-/",
    "https://..",
    "https://example.org/" + "x" * 2000,
)


@pytest.mark.parametrize("address", SAFE)
def test_ordinary_web_addresses_are_links(qapp: QApplication, address: str) -> None:
    assert is_safe_link(address)


@pytest.mark.parametrize("address", UNSAFE)
def test_nothing_else_is_a_link(opened: TestWindow, address: str) -> None:
    assert not is_safe_link(address)
    opened.built.window.link_wanted.emit(address)
    assert opened.messages.questions == []


def test_every_address_of_the_prompts_that_ship_is_a_link(qapp: QApplication) -> None:
    assert [one.address for one in load(paths.original_pack()).resources if not is_safe_link(one.address)] == []


def test_the_whole_address_is_shown_before_anything_opens(opened: TestWindow) -> None:
    opened.messages.agrees = False
    opened.built.window.link_wanted.emit(SAFE[2])
    assert SAFE[2] in opened.messages.questions[0]
    opened.messages.agrees = True
