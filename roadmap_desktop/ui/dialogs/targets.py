"""Where to write a file of a kind: asked for, with its ending, and never over another file unasked."""

import os
from pathlib import Path

from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import shown_name
from roadmap_desktop.ui.messages import Messages


def choose_target(messages: Messages, title: str, suggestion: Path, pattern: str) -> Path | None:
    """Ask where to write; the ending of `suggestion` is added where it was left out.

    Whoever chose the place was then not asked whether that file may be replaced, and is asked here.
    """
    target = messages.choose_to_save(title, suggestion, pattern)
    if target is None or target.suffix.lower() == suggestion.suffix:
        return target
    named = target.with_name(target.name + suggestion.suffix)
    question = _("“{name}” is there already. What it holds would be gone.")
    if os.path.lexists(named) and not messages.confirm(question.format(name=shown_name(named)), _("Replace it")):
        return None
    return named
