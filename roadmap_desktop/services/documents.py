"""New, open, close and copy a .roadmap file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop import __version__
from roadmap_desktop.content.schema import ContentPack, ElementId, PackKey, PromptId, StageId, closing_prompt_id
from roadmap_desktop.errors import (
    AssessmentIsClosed,
    DriveStoppedAnswering,
    FileIsOpenElsewhere,
    FileIsProtected,
    FileNotThere,
    NameMissing,
    NoSuchThing,
    RoadmapError,
)
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, AssessmentId, Respondent, TaskForce
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.model.text import clean_name
from roadmap_desktop.paths import real
from roadmap_desktop.services.changes import ChangeFeed, DocumentChanged
from roadmap_desktop.storage import assessments, packs
from roadmap_desktop.storage.copies import copy_to, copy_unopened
from roadmap_desktop.storage.database import Database, create, open_database
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.identity import FileIdentity, is_protected
from roadmap_desktop.storage.reads import pack_keys
from roadmap_desktop.storage.upgrading import upgrade_if_older

if TYPE_CHECKING:
    import sqlite3

    from roadmap_desktop.model.answers import AnswerKey
    from roadmap_desktop.services.quarantine import Looked
    from roadmap_desktop.storage.change_log import ChangeLog, Pen
    from roadmap_desktop.storage.keys import FileKey


class Document:
    """An open file: its connection for reading, and the one way to write."""

    def __init__(self, database: Database, feed: ChangeFeed, on_close: Callable[["Document"], None]) -> None:
        self._database = database
        self._feed = feed
        self._on_close = on_close
        self._log: ChangeLog | None = None
        self._packs: dict[PackKey, ContentPack] = {}
        self._places: dict[PackKey, dict[str, tuple[ElementId, StageId | None]]] = {}
        self._is_open = True
        self._is_unreachable = False
        self._work: list[Callable[[], object]] = []

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._database.path

    @property
    def document_id(self) -> str:
        """The random id the file was born with."""
        return self._database.document_id

    @property
    def is_protected(self) -> bool:
        """True when the file has a passphrase."""
        return self._database.key is not None

    @property
    def database(self) -> Database:
        """The open database, for the other services.

        After the drive stopped answering it is opened anew, which raises what keeps it from opening.
        """
        if self._is_unreachable:
            self._reopen()
        return self._database

    @property
    def connection(self) -> "sqlite3.Connection":
        """The connection, for reading through `storage`."""
        return self.database.connection

    @property
    def log(self) -> "ChangeLog":
        """The change log; the database library is imported at the first use."""
        if self._log is None:
            # Imported here because the first paint must not wait for SQLAlchemy.
            from roadmap_desktop.storage.change_log import ChangeLog

            self._log = ChangeLog(self.database)
        return self._log

    def require_same_file(self) -> None:
        """Raise FileWasReplaced when the path no longer names the file that is open. Never opens it."""
        self._database.require_same_file()

    @property
    def last_saved_at(self) -> datetime | None:
        """When something was last written; None in a file without a change."""
        found = self.connection.execute("SELECT max(at) FROM change").fetchone()
        return datetime.fromisoformat(found[0]) if found and found[0] else None

    @property
    def is_open(self) -> bool:
        """False once the file was closed; what comes later than that must not ask it anything."""
        return self._is_open

    def warm_up(self) -> None:
        """Import what the first save needs, so that it is quick; called once the window is on the screen."""
        self.log.seal()
        self._database.core()

    @property
    def is_warm(self) -> bool:
        """True once the database library is there, so that asking the log costs nothing more."""
        return self._log is not None

    @contextmanager
    def writing(
        self, label: str, *, respondent: str = "", token: str = "", origin: str = "local", undoes: str = ""
    ) -> "Iterator[Pen]":
        """One transaction and one batch of changes; listeners hear of it after the commit.

        A `token` names a step that may go on, such as typing in one field. Raises the faults of drives,
        FileWasReplaced and WriteNotVerified; then nothing was written.
        """
        from roadmap_desktop.storage.change_log import Batch

        batch = Batch(new_id(), label, respondent, origin, undoes)
        pen, is_complete = None, False
        try:
            with self.log.writing(batch, token) as pen:
                yield pen
                is_complete = True
        except DriveStoppedAnswering:
            # After such an error nobody knows whether the commit is on the drive. Asking the drive anew is not writing
            # again: only what is found there counts as saved.
            if not (self._is_answering_again() and is_complete and pen is not None and self._holds(pen)):
                raise
        if pen is not None and pen.touched:
            touched = {name for names in pen.touched.values() for name in names if name}
            self._feed.publish(DocumentChanged(label, frozenset(pen.touched), self._elements_of(touched)))

    def _reopen(self) -> None:
        """Close the file and open it anew. Raises what keeps it from opening; the next call tries again."""
        before = self._database
        self._is_unreachable = True
        self._log = None
        before.close()
        try:
            self._database = open_database(before.path, before.key)
        except FileNotThere:
            raise DriveStoppedAnswering(before.path) from None
        self._is_unreachable = False

    def _is_answering_again(self) -> bool:
        with suppress(RoadmapError):
            self._reopen()
            return True
        return False

    def _holds(self, pen: "Pen") -> bool:
        from roadmap_desktop.storage.reads import select_one

        try:
            for shape, key, row in pen.wanted:
                found = select_one(self.connection, shape, key)
                if (found.row if found is not None else None) != row:
                    return False
        except RoadmapError:
            return False
        return True

    def seal(self) -> None:
        """End the open step of typing, so that undo takes it back apart from what follows."""
        if self._log is not None:
            self._log.seal()

    def on_settle(self, end_work: Callable[[], object]) -> None:
        """Have this called before anything is erased: copies that are still being made would outlive it."""
        self._work.append(end_work)

    def settle(self) -> None:
        """Seal the open step, and wait for the copies that are being made of this file."""
        self.seal()
        for end_work in self._work:
            end_work()

    def announce(self, label: str, *tables: str) -> None:
        """Tell listeners of a change that is not one of the log, such as erased versions."""
        self._feed.publish(DocumentChanged(label, frozenset(tables)))

    def assessment(self, assessment_id: AssessmentId) -> Assessment:
        """One round. Raises NoSuchThing."""
        found = (one for one in assessments.load_assessments(self.connection) if one.id == assessment_id)
        if (assessment := next(found, None)) is None:
            raise NoSuchThing("assessment", assessment_id)
        return assessment

    def require_open(self, assessment_id: AssessmentId) -> Assessment:
        """The round, when it may be changed. Raises AssessmentIsClosed."""
        found = self.assessment(assessment_id)
        if found.is_closed:
            raise AssessmentIsClosed(found.title)
        return found

    def pack(self, key: PackKey) -> ContentPack:
        """An embedded content pack; read once. Raises DamagedRow."""
        if key not in self._packs:
            self._packs[key] = packs.load(self.connection, key)
        return self._packs[key]

    def holds(self, key: PackKey) -> bool:
        """True when this pack is embedded in the file."""
        return key in pack_keys(self.connection)

    def whereabouts(self, assessment_id: AssessmentId, prompt: PromptId) -> tuple[ElementId, StageId | None] | None:
        """Which element and stage ask a prompt in a round; no stage for a closing prompt, None for an unknown one.

        A prompt that the round no longer asks is where it was asked last.
        """
        found = self.asked_at(self.assessment(assessment_id).pack).get(prompt)
        if found is not None:
            return found
        # What is no longer asked stands where it was asked last.
        from roadmap_desktop.services.homes import Homes

        home = Homes(self).home(prompt)
        return (home.element, home.stage) if home.element else None

    def asked_at(self, key: PackKey) -> dict[str, tuple[ElementId, StageId | None]]:
        """Where a pack of the file asks each prompt; elements are in it under their own ids. Raises DamagedRow."""
        if key not in self._places:
            self._places[key] = places_in(self.pack(key))
        return self._places[key]

    def _elements_of(self, touched: set[str]) -> frozenset[ElementId]:
        indexes = [self.asked_at(key) for key in self._packs]
        return frozenset(index[name][0] for index in indexes for name in touched if name in index)

    def name_moment(self, name: str) -> None:
        """Write a restore point: a name in the log that undo passes over."""
        from roadmap_desktop.storage.change_log import Batch

        batch = Batch(new_id(), _("Restore point"), origin="moment", moment=name)
        with self.log.writing(batch) as pen:
            pen.name_moment()

    def close(self) -> None:
        """Seal what is open and close the file; safe to call twice. Whatever fails, the lock is given back."""
        if not self._is_open:
            return
        self._is_open = False
        # Whatever keeps the last step from being sealed, the next opening seals it; its words are on disk already.
        with suppress(RoadmapError):
            self.seal()
        self._database.close()
        self._on_close(self)


def places_in(pack: ContentPack) -> dict[str, tuple[ElementId, StageId | None]]:
    """Where a pack asks each prompt, closing ones included; elements stand under their own ids."""
    index: dict[str, tuple[ElementId, StageId | None]] = {
        prompt.id: (element.id, stage.id) for element, stage, prompt in pack.walk()
    }
    for element in pack.elements:
        index[element.id] = (element.id, None)
        for closing in pack.closing_prompts:
            index[closing_prompt_id(element.id, closing.id)] = (element.id, None)
    return index


def _key_of(path: Path, passphrase: Passphrase | None) -> "FileKey | None":
    # A file without a passphrase needs nothing of what opens one, and its start does not wait for it.
    if not is_protected(path):
        return None
    from roadmap_desktop.storage.connecting import require_library
    from roadmap_desktop.storage.keys import FileKey

    # Nobody should be asked for words that cannot open anything.
    require_library(path)
    if passphrase is None:
        raise FileIsProtected(path)
    with told(path):
        return FileKey.of_file(passphrase, path)


class DocumentService:
    """Makes, opens and copies documents, and knows which are open in this process."""

    def __init__(self, feed: ChangeFeed, left: Callable[[Path], object] | None = None) -> None:
        self._feed = feed
        self._left = left
        self._open: list[Document] = []

    def _closed(self, document: Document) -> None:
        self._open.remove(document)
        if self._left is not None:
            self._left(document.path)

    def has_open(self, path: Path) -> bool:
        """True for a file that is open in this process, by whatever name."""
        identity = FileIdentity.of(path)
        return identity is not None and any(one.database.identity == identity for one in self._open)

    @staticmethod
    def is_protected(path: Path) -> bool:
        """True for a closed file that looks as if it had a passphrase."""
        return is_protected(real(path))

    @property
    def opened(self) -> tuple[Document, ...]:
        """The documents that are open in this process."""
        return tuple(self._open)

    def new(self, path: Path, name: str, pack: ContentPack, title: str, scope: Sequence[ElementId] = ()) -> Document:
        """Make a file with one open assessment; an empty scope means every element of the pack.

        Raises NameMissing, FileAlreadyThere, FileIsReadOnly, DiskIsFull; a file that could not be finished is removed.
        """
        team, round_title = clean_name(name), clean_name(title)
        if not team or not round_title:
            raise NameMissing(_("the task force") if not team else _("the assessment"))
        database = create(path, f"Roadmap Desktop {__version__}")
        document = Document(database, self._feed, self._closed)
        self._open.append(document)
        try:
            self._fill(document, TaskForce(team), pack, round_title, scope)
        except Exception:
            document.close()
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        return document

    @staticmethod
    def _fill(document: Document, team: TaskForce, pack: ContentPack, title: str, scope: Sequence[ElementId]) -> None:
        wanted = set(scope)
        covered = tuple(element.id for element in pack.elements if not wanted or element.id in wanted)
        with document.writing(_("New file"), origin="setup") as pen:
            packs.add(pen.core, pack)
            assessments.save_task_force(pen, team)
            assessments.save_respondent(pen, Respondent(TASK_FORCE, team.name))
            first = Assessment(AssessmentId(new_id()), title, pack.key, covered, started=date.today())
            assessments.save_assessment(pen, first)

    def open(self, path: Path, passphrase: Passphrase | None = None, looked: "Looked | None" = None) -> Document:
        """Open a file, upgrading one of an older format after a verified backup; a protected one with its passphrase.

        A link is followed to its file first. With `looked` it is opened only while it is what was looked at.
        Raises what `storage.database.open_database` raises, and UpgradeFailed; a refused file is left as it is.
        """
        path = real(path)
        # Reading even its header would drop this process's own lock on a file that is open here.
        if self.has_open(path):
            raise FileIsOpenElsewhere(path)
        if looked is not None:
            looked.require_unchanged()
        key = _key_of(path, passphrase)
        upgrade_if_older(path, key=key)
        document = Document(open_database(path, key), self._feed, self._closed)
        self._open.append(document)
        if key is not None:
            from roadmap_desktop.storage.swapping import sweep

            # Taking the passphrase away may have been cut off, with a readable copy half made.
            sweep(path.resolve())
        return document

    def open_copy(self, path: Path, target: Path, passphrase: Passphrase | None = None) -> Document:
        """Open a whole, verified copy of a file that may not be written where it is; the file is only read.

        Raises what `open` raises, FileAlreadyThere and PlaceIsALink.
        """
        path = real(path)
        if self.has_open(path):
            raise FileIsOpenElsewhere(path)
        copy_unopened(path, target, _key_of(path, passphrase))
        return self.open(target, passphrase)

    @staticmethod
    def save_a_copy(document: Document, path: Path, unsaved: "Sequence[tuple[AnswerKey, str]]" = ()) -> None:
        """Write a whole, verified copy; raises FileAlreadyThere rather than replacing anything.

        `unsaved` are words on the screen that could not be saved in the document; the copy holds them.
        """
        if not unsaved:
            document.seal()
        copy_to(document.database, path)
        if unsaved:
            from roadmap_desktop.services.rescuing import write_words

            write_words(path, document.database.key, unsaved)
