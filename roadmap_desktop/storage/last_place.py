"""Keep where work stopped in the file itself, so that no other computer needs to know."""

from roadmap_desktop.model.overview import Place
from roadmap_desktop.storage.database import Database, now


def remember(database: Database, place: Place) -> None:
    """Write where work is; plain bookkeeping, not an entry of the log."""
    from roadmap_desktop.storage.rows import LAST_PLACE
    from roadmap_desktop.storage.sql import insert

    values = {
        "assessment": place.assessment,
        "respondent": place.respondent,
        "element": place.element or "",
        "stage": place.stage or "",
        "prompt": place.prompt or "",
        "at": now(),
    }
    with database.transaction() as core:
        written = insert(LAST_PLACE).values(document_id=database.document_id, **values)
        core.execute(written.on_conflict_do_update(index_elements=["document_id"], set_=values))
