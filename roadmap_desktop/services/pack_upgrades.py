"""Asking with other prompts: a preview, a verified backup, then every open round at once; no answer is touched."""

import contextlib
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementId, PromptId, Provenance
from roadmap_desktop.errors import (
    BackupFailed,
    NoOpenAssessment,
    NothingToUpdate,
    PackDiffers,
    PackHasOtherStages,
    RoadmapError,
)
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import Assessment
from roadmap_desktop.model.backups import Reason
from roadmap_desktop.model.pack_difference import PackDifference, difference, is_newer
from roadmap_desktop.model.shelf import switched
from roadmap_desktop.services.documents import Document, places_in
from roadmap_desktop.storage import answers, assessments, packs
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import backups_folder, copy_to

if TYPE_CHECKING:
    from collections.abc import Mapping


class PackFacts(Struct, frozen=True):
    """What a pack says of itself; every word of it is a claim."""

    id: str
    title: str
    version: str
    publisher: str
    provenance: Provenance

    @classmethod
    def of(cls, pack: ContentPack) -> "PackFacts":
        """The facts of a pack."""
        return cls(pack.id, pack.title, pack.version, pack.publisher, pack.provenance)


class PackSwitch(Struct, frozen=True):
    """One pack that would be replaced: in which rounds, and what changes. `answers` counts answers by prompt."""

    replaced: PackFacts
    rounds: tuple[str, ...]
    difference: PackDifference
    answers: "Mapping[PromptId, int]"


class UpgradePreview(Struct, frozen=True):
    """What would happen: to which rounds, and which stay as they are; nothing was changed yet.

    `stages` are the stages in words by their id, `backups` is where the backup goes.
    """

    pack: PackFacts
    switches: tuple[PackSwitch, ...]
    closed: tuple[str, ...]
    backups: Path
    is_same_pack: bool
    stages: "Mapping[str, str]"


class PackUpgradeService:
    """Offers, previews and does it. Undo does not reach back beyond it: its backup is the way back."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def offer(self, folder: Path) -> PackFacts | None:
        """The pack of a folder, when an open round is asked with an older version of it; only its first file is read.

        A folder that cannot be read offers nothing.
        """
        try:
            facts = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
            brought = PackFacts(
                str(facts["id"]),
                str(facts["title"]),
                str(facts["version"]),
                str(facts["publisher"]),
                Provenance(facts["provenance"]),
            )
        except (OSError, ValueError, KeyError):
            return None
        for found in self._open_rounds():
            name, _at, version = found.pack.rpartition("@")
            if name == brought.id and is_newer(brought.version, version):
                return brought
        return None

    def preview(self, pack: ContentPack) -> UpgradePreview:
        """Compare without changing anything.

        Raises NoOpenAssessment, NothingToUpdate, PackDiffers and PackHasOtherStages.
        """
        targets = self._targets(pack)
        replaced = dict.fromkeys(found.pack for found in targets)
        rounds = assessments.load_assessments(self._document.connection)
        return UpgradePreview(
            PackFacts.of(pack),
            tuple(self._switch(self._document.pack(key), pack, targets) for key in replaced),
            tuple(found.title for found in rounds if found.is_closed),
            backups_folder(self._document.path),
            all(self._document.pack(key).id == pack.id for key in replaced),
            {stage.id: f"{number} {stage.title}" for number, stage in enumerate(pack.stages, start=1)},
        )

    def _switch(self, before: ContentPack, after: ContentPack, targets: Sequence[Assessment]) -> PackSwitch:
        rounds = [found for found in targets if found.pack == before.key]
        counts: dict[PromptId, int] = {}
        for found in rounds:
            for answer in answers.load_all(self._document.connection, found.id):
                if answer.has_content:
                    name = self._counted_as(before, answer.key.prompt)
                    counts[name] = counts.get(name, 0) + 1
        return PackSwitch(
            PackFacts.of(before), tuple(found.title for found in rounds), difference(before, after), counts
        )

    @staticmethod
    def _counted_as(pack: ContentPack, prompt: PromptId) -> PromptId:
        # A closing prompt is compared once, and answered at every element.
        for closing in pack.closing_prompts:
            if prompt.endswith(f".{closing.id}"):
                return closing.id
        return prompt

    def upgrade(self, pack: ContentPack, at: datetime, backup_at: Path | None = None) -> Path:
        """Back up, then ask every open round with this pack; returns where the backup is.

        The backup goes beside the file, or to `backup_at`. Raises what `preview` raises, BackupFailed, and the faults
        of drives; then nothing was changed.
        """
        targets = self._targets(pack)
        self._document.seal()
        switches = [self._switched(found, pack) for found in targets]
        kept = self._back_up(at, backup_at)
        try:
            with self._document.writing(_("Update the prompts"), origin="upgrade") as pen:
                packs.add(pen.core, pack)
                for found in switches:
                    assessments.save_assessment(pen, found)
        except Exception:
            # Nothing was changed, so what stands in the file is as good as this copy; a full disk needs the room.
            with contextlib.suppress(OSError):
                kept.unlink()
            raise
        return kept

    def _back_up(self, at: datetime, backup_at: Path | None) -> Path:
        wanted = backup_at or backups_folder(self._document.path)
        try:
            if backup_at is None:
                return back_up(self._document.database, at, Reason.PROMPTS)
            copy_to(self._document.database, backup_at)
        except RoadmapError as error:
            raise BackupFailed(wanted, type(error).__name__) from None
        return backup_at

    def _switched(self, found: Assessment, pack: ContentPack) -> Assessment:
        before = self._document.pack(found.pack)
        old, new = self._document.asked_at(before.key), places_in(pack)
        covered = set(found.scope)
        reached: set[ElementId] = set()
        for answer in answers.load_all(self._document.connection, found.id):
            was, will_be = old.get(answer.key.prompt), new.get(answer.key.prompt)
            if was is not None and will_be is not None and was[0] in covered and answer.has_content:
                reached.add(will_be[0])
        return switched(found, before, pack, reached)

    def _open_rounds(self) -> list[Assessment]:
        return [one for one in assessments.load_assessments(self._document.connection) if not one.is_closed]

    def _targets(self, pack: ContentPack) -> list[Assessment]:
        """The rounds that would be switched: those asked with another version of this pack, or all open ones."""
        self._require_same(pack)
        opened = self._open_rounds()
        if not opened:
            raise NoOpenAssessment
        others = [found for found in opened if found.pack != pack.key]
        versions = [found for found in others if found.pack.rpartition("@")[0] == pack.id]
        targets = versions or others
        if not targets:
            raise NothingToUpdate(pack.title, pack.version)
        for found in targets:
            if self._document.pack(found.pack).stage_order != pack.stage_order:
                raise PackHasOtherStages(pack.title)
        return targets

    def _require_same(self, pack: ContentPack) -> None:
        if self._document.holds(pack.key) and self._document.pack(pack.key) != pack:
            raise PackDiffers(pack.title, pack.version)
