"""The exact schema text of every released file format; a file whose schema differs in one character is refused."""

# Made from `rows` when a format is released and never changed afterwards; a test compares the newest with `rows`.
FORMAT_1: tuple[tuple[str, str], ...] = (
    (
        "action_item",
        """CREATE TABLE action_item (
    id TEXT NOT NULL,
    what TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    resources TEXT NOT NULL,
    told TEXT NOT NULL,
    status TEXT NOT NULL,
    dropped_why TEXT NOT NULL,
    element TEXT NOT NULL,
    prompt TEXT NOT NULL,
    raised_in TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "agency",
        """CREATE TABLE agency (
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    discipline TEXT NOT NULL,
    has_left INTEGER NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "answer",
        """CREATE TABLE answer (
    assessment TEXT NOT NULL,
    respondent TEXT NOT NULL,
    prompt TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    discuss INTEGER NOT NULL,
    visibility TEXT NOT NULL,
    wording TEXT NOT NULL,
    carried_from TEXT NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (assessment, respondent, prompt)
)
 STRICT""",
    ),
    (
        "assessment",
        """CREATE TABLE assessment (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    pack TEXT NOT NULL,
    scope TEXT NOT NULL,
    status TEXT NOT NULL,
    started TEXT NOT NULL,
    closed TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "batch",
        """CREATE TABLE batch (
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    respondent TEXT NOT NULL,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    undoes TEXT NOT NULL,
    moment TEXT NOT NULL,
    is_sealed INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (sequence),
    UNIQUE (id)
)
 STRICT""",
    ),
    (
        "change",
        """CREATE TABLE change (
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    batch TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    parents TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    at TEXT NOT NULL,
    erased_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (sequence),
    UNIQUE (id)
)
 STRICT""",
    ),
    (
        "change_of_batch",
        """CREATE INDEX change_of_batch ON change (batch)""",
    ),
    (
        "change_of_row",
        """CREATE INDEX change_of_row ON change (table_name, row_key)""",
    ),
    (
        "document",
        """CREATE TABLE document (
    document_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    written_by TEXT NOT NULL,
    open_count INTEGER NOT NULL,
    PRIMARY KEY (document_id)
)
 STRICT""",
    ),
    (
        "evidence",
        """CREATE TABLE evidence (
    id TEXT NOT NULL,
    element TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    kept_where TEXT NOT NULL,
    reviewed TEXT NOT NULL,
    visibility TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "issued_form",
        """CREATE TABLE issued_form (
    id TEXT NOT NULL,
    assessment TEXT NOT NULL,
    respondent TEXT NOT NULL,
    pack TEXT NOT NULL,
    elements TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "last_place",
        """CREATE TABLE last_place (
    document_id TEXT NOT NULL,
    assessment TEXT NOT NULL,
    respondent TEXT NOT NULL,
    element TEXT NOT NULL,
    stage TEXT NOT NULL,
    prompt TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document_id)
)
 STRICT""",
    ),
    (
        "local_prompt",
        """CREATE TABLE local_prompt (
    id TEXT NOT NULL,
    element TEXT NOT NULL,
    stage TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "note",
        """CREATE TABLE note (
    id TEXT NOT NULL,
    assessment TEXT NOT NULL,
    respondent TEXT NOT NULL,
    element TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    visibility TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "pack",
        """CREATE TABLE pack (
    "key" TEXT NOT NULL,
    publisher TEXT NOT NULL,
    provenance TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY ("key")
)
 STRICT""",
    ),
    (
        "placement",
        """CREATE TABLE placement (
    assessment TEXT NOT NULL,
    respondent TEXT NOT NULL,
    element TEXT NOT NULL,
    now TEXT NOT NULL,
    is_not_our_role INTEGER NOT NULL,
    goal TEXT NOT NULL,
    goal_month TEXT NOT NULL,
    reason TEXT NOT NULL,
    reason_visibility TEXT NOT NULL,
    agreement TEXT NOT NULL,
    dissent TEXT NOT NULL,
    dissent_visibility TEXT NOT NULL,
    carried_from TEXT NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (assessment, respondent, element)
)
 STRICT""",
    ),
    (
        "respondent",
        """CREATE TABLE respondent (
    id TEXT NOT NULL,
    agency TEXT NOT NULL,
    may_be_named INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
    (
        "task_force",
        """CREATE TABLE task_force (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    small_number INTEGER NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    ),
)

# Format 2 adds what the file itself remembers: settings that are in the log, and passages kept after a question.
FORMAT_2: tuple[tuple[str, str], ...] = (
    *FORMAT_1,
    (
        "file_setting",
        """CREATE TABLE file_setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    revision TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (name)
)
 STRICT""",
    ),
    (
        "kept_passage",
        """CREATE TABLE kept_passage (
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (fingerprint)
)
 STRICT""",
    ),
)

BY_VERSION = {1: FORMAT_1, 2: FORMAT_2}
