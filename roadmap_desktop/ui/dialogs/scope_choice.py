"""Choose the elements an assessment covers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.i18n import _

_SUGGESTED = 4


class ScopeChoice(QWidget):
    """Areas and elements to tick, with a few to start with, all, or none at one click."""

    def __init__(self, pack: ContentPack, scope: Sequence[ElementId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._tree = QTreeWidget(self)
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName(_("Elements of the assessment"))
        self._tree.setMinimumHeight(220)
        for area in pack.areas:
            if not area.elements:
                continue
            top = QTreeWidgetItem([f"{area.number}  {area.title}"])
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            self._tree.addTopLevelItem(top)
            for element in area.elements:
                row = QTreeWidgetItem([element.title])
                row.setData(0, Qt.ItemDataRole.UserRole, element.id)
                row.setToolTip(0, "")
                top.addChild(row)
        self._tree.expandAll()
        buttons = QHBoxLayout()
        for words, ids in (
            (_("A few to start with"), suggested(pack)),
            (_("All elements"), [element.id for element in pack.elements]),
            (_("None"), []),
        ):
            button = QPushButton(words, self)
            button.clicked.connect(lambda _on=False, ids=ids: self.choose(ids))
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self._tree, 1)
        self.choose(scope)

    def _rows(self) -> list[QTreeWidgetItem]:
        tops = [self._tree.topLevelItem(place) for place in range(self._tree.topLevelItemCount())]
        rows = [top.child(row) for top in tops if top is not None for row in range(top.childCount())]
        return [row for row in rows if row is not None]

    def choose(self, scope: Sequence[ElementId]) -> None:
        """Tick these elements and no others."""
        wanted = set(scope)
        for row in self._rows():
            ticked = row.data(0, Qt.ItemDataRole.UserRole) in wanted
            row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def chosen(self) -> tuple[ElementId, ...]:
        """The ticked elements in order."""
        return tuple(
            ElementId(row.data(0, Qt.ItemDataRole.UserRole))
            for row in self._rows()
            if row.checkState(0) is Qt.CheckState.Checked
        )


def suggested(pack: ContentPack) -> list[ElementId]:
    """The first few elements of the first area: how the group is set up comes before what it does."""
    return [element.id for element in pack.elements[:_SUGGESTED]]
