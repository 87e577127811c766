"""From file format 1 to the present one: every table as it was; the tables that format 2 added start empty."""

STATEMENTS: tuple[str, ...] = (
    "INSERT INTO main.document SELECT * FROM old.document",
    "INSERT INTO main.last_place SELECT * FROM old.last_place",
    "INSERT INTO main.pack SELECT * FROM old.pack",
    "INSERT INTO main.task_force SELECT * FROM old.task_force",
    "INSERT INTO main.agency SELECT * FROM old.agency",
    "INSERT INTO main.respondent SELECT * FROM old.respondent",
    "INSERT INTO main.assessment SELECT * FROM old.assessment",
    "INSERT INTO main.answer SELECT * FROM old.answer",
    "INSERT INTO main.placement SELECT * FROM old.placement",
    "INSERT INTO main.note SELECT * FROM old.note",
    "INSERT INTO main.evidence SELECT * FROM old.evidence",
    "INSERT INTO main.action_item SELECT * FROM old.action_item",
    "INSERT INTO main.local_prompt SELECT * FROM old.local_prompt",
    "INSERT INTO main.issued_form SELECT * FROM old.issued_form",
    "INSERT INTO main.batch SELECT * FROM old.batch",
    "INSERT INTO main.change SELECT * FROM old.change",
)
