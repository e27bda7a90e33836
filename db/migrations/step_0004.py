"""Step 4: what was planned in spite of a warning, on which facts, by whom and why."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE acknowledgement (
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        rule TEXT NOT NULL,
        things TEXT NOT NULL,
        facts TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        said_by TEXT NOT NULL,
        said_at TEXT NOT NULL,
        CONSTRAINT pk_acknowledgement PRIMARY KEY (id),
        CONSTRAINT ck_acknowledgement_said CHECK (json_valid(things) AND json_valid(facts)
            AND length(trim(words)) > 0),
        CONSTRAINT fk_acknowledgement_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_acknowledgement_problem_id ON acknowledgement (problem_id)",
    """CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
)
