"""What a file remembers about itself, such as the date on which it is to be looked through again."""

from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import file_settings

REVIEW_ON = "review.on"  # an ISO date; no setting, no date


class FileSettingService:
    """Settings of one file. Each change is one step that undo takes back."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def get(self, name: str) -> str | None:
        """The value; None when it was never set. Raises DamagedRow."""
        return file_settings.load(self._document.connection, name)

    def set(self, name: str, value: str | None, label: str) -> None:
        """Write a value, or take it away with None; `label` names the step for undo. Raises the faults of drives."""
        with self._document.writing(label) as pen:
            file_settings.save(pen, name, value)
