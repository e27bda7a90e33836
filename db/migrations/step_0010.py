"""Step 10: recall sheets that were printed, and who stands in which row."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE recall_sheet (
        id TEXT NOT NULL,
        number INTEGER NOT NULL,
        first_on TEXT NOT NULL,
        last_on TEXT NOT NULL,
        grouping TEXT NOT NULL,
        paper TEXT NOT NULL,
        letters TEXT NOT NULL,
        content_version TEXT NOT NULL,
        day TEXT NOT NULL,
        printed_at TEXT NOT NULL,
        printed_by TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        CONSTRAINT pk_recall_sheet PRIMARY KEY (id),
        CONSTRAINT ck_recall_sheet_grouping CHECK (grouping IN ('village', 'phone')),
        CONSTRAINT ck_recall_sheet_known CHECK (number > 0 AND first_on <= last_on AND
            length(sha256) = 64),
        CONSTRAINT fk_recall_sheet_sha256 FOREIGN KEY(sha256) REFERENCES print_pages (sha256)
    )
     STRICT""",
    "CREATE UNIQUE INDEX ix_recall_sheet_number ON recall_sheet (number)",
    """CREATE TABLE recall_sheet_line (
        sheet_id TEXT NOT NULL,
        line INTEGER NOT NULL,
        problem_id TEXT NOT NULL,
        CONSTRAINT pk_recall_sheet_line PRIMARY KEY (sheet_id, line),
        CONSTRAINT ck_recall_sheet_line_line CHECK (line > 0),
        CONSTRAINT fk_recall_sheet_line_sheet_id FOREIGN KEY(sheet_id)
            REFERENCES recall_sheet (id),
        CONSTRAINT fk_recall_sheet_line_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     WITHOUT ROWID,
     STRICT""",
    "CREATE INDEX ix_recall_sheet_line_problem_id ON recall_sheet_line (problem_id)",
    """CREATE TRIGGER recall_sheet_no_update BEFORE UPDATE ON recall_sheet BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER recall_sheet_no_delete BEFORE DELETE ON recall_sheet BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER recall_sheet_line_no_update BEFORE UPDATE ON recall_sheet_line BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER recall_sheet_line_no_delete BEFORE DELETE ON recall_sheet_line BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
)
