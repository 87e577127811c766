"""What a user can do with partner agencies."""

from msgspec.structs import replace

from roadmap_desktop.errors import NameMissing, NameTaken, NoSuchThing
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import AgencyId, PartnerAgency, Respondent, RespondentId
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.text import NAME_LIMIT, clean_name, looks_like
from roadmap_desktop.services.answering import within
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import answers, assessments, notes, placements
from roadmap_desktop.storage.catalogue import AGENCY, ANSWER, RESPONDENT


class PartnersService:
    """Adds, renames, merges and retires agencies. Raises NameMissing, NameTaken, TextTooLong and NoSuchThing."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def add(self, label: str, discipline: str = "") -> Respondent:
        """Add an agency and the respondent that answers for it."""
        agency = PartnerAgency(AgencyId(new_id()), self._free(label, None), discipline)
        respondent = Respondent(RespondentId(new_id()), agency.label, agency.id, discipline)
        with self._document.writing(_("Add partner agency")) as pen:
            assessments.save_agency(pen, agency)
            assessments.save_respondent(pen, respondent)
        return respondent

    def rename(self, agency_id: AgencyId, label: str, discipline: str) -> None:
        """Change what an agency is called and its discipline; its answers stay with it."""
        changed = replace(self._find(agency_id), label=self._free(label, agency_id), discipline=discipline)
        self._save(_("Rename partner agency"), changed)

    def retire(self, agency_id: AgencyId) -> None:
        """Mark an agency that left; what it answered stays."""
        self._save(_("Mark partner agency as left"), replace(self._find(agency_id), has_left=True))

    def bring_back(self, agency_id: AgencyId) -> None:
        """Take the mark away from an agency that came back."""
        self._save(_("Bring partner agency back"), replace(self._find(agency_id), has_left=False))

    def allow_name(self, agency_id: AgencyId, may_be_named: bool) -> None:
        """Say whether comparisons and exports may name the agency."""
        respondent = replace(self._respondent(agency_id), may_be_named=may_be_named)
        with self._document.writing(_("Change whether an agency may be named")) as pen:
            assessments.save_respondent(pen, respondent)

    def merge(self, keep: AgencyId, gone: AgencyId) -> None:
        """Make two agencies one, as one undo step: what `gone` said goes to `keep`, where `keep` said nothing.

        Where both answered, the text of `gone` is added below that of `keep`: no words are lost.
        """
        if keep == gone:
            return
        kept, going = self._respondent(keep), self._respondent(gone)
        connection = self._document.connection
        with self._document.writing(_("Merge partner agencies")) as pen:
            there = {(one.key.assessment, one.key.prompt): one for one in answers.load_all(connection, None, kept.id)}
            for answer in answers.load_all(connection, None, going.id):
                other = there.get((answer.key.assessment, answer.key.prompt))
                joined = answer if other is None else replace(other, text=_joined(other.text, answer.text))
                answers.save(pen, replace(joined, key=replace(answer.key, respondent=kept.id)))
                pen.remove(ANSWER, answers.key_of(answer.key))
            placed = {
                (one.key.assessment, one.key.element)
                for one in placements.load_all(connection)
                if one.key.respondent == kept.id
            }
            for placement in placements.load_all(connection):
                if placement.key.respondent != going.id:
                    continue
                if (placement.key.assessment, placement.key.element) not in placed:
                    placements.move(pen, placement, kept.id)
            for note in notes.load_notes(connection, respondent=going.id):
                notes.move_note(pen, note, kept.id)
            pen.remove(RESPONDENT, (going.id,))
            pen.remove(AGENCY, (gone,))

    def _find(self, agency_id: AgencyId) -> PartnerAgency:
        for agency in assessments.load_agencies(self._document.connection):
            if agency.id == agency_id:
                return agency
        raise NoSuchThing("agency", agency_id)

    def _respondent(self, agency_id: AgencyId) -> Respondent:
        for respondent in assessments.load_respondents(self._document.connection):
            if respondent.agency == agency_id:
                return respondent
        raise NoSuchThing("agency", agency_id)

    def _free(self, label: str, own: AgencyId | None) -> str:
        cleaned = within(clean_name(label), NAME_LIMIT)
        if not cleaned:
            raise NameMissing(_("the agency"))
        for agency in assessments.load_agencies(self._document.connection):
            if agency.id != own and looks_like(agency.label) == looks_like(cleaned):
                raise NameTaken(agency.label)
        return cleaned

    def _save(self, label: str, agency: PartnerAgency) -> None:
        with self._document.writing(label) as pen:
            assessments.save_agency(pen, agency)


def _joined(first: str, second: str) -> str:
    if not second.strip() or second == first:
        return first
    return f"{first}\n\n{second}" if first.strip() else second
