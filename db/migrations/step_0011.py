"""Step 11: what was answered to suggestions, and on which facts."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE response (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        state TEXT NOT NULL,
        facts TEXT NOT NULL,
        answer TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        said_by TEXT NOT NULL,
        said_at TEXT NOT NULL,
        CONSTRAINT pk_response PRIMARY KEY (id),
        CONSTRAINT ck_response_kind CHECK (kind IN ('option', 'imaging', 'surgical_evaluation',
            'next_contact', 'warning')),
        CONSTRAINT ck_response_answer CHECK (answer IN ('accepted', 'declined', 'overridden')),
        CONSTRAINT ck_response_facts CHECK (json_valid(facts)),
        CONSTRAINT ck_response_reasoned CHECK (answer = 'accepted' OR length(reason) > 0),
        CONSTRAINT ck_response_noted CHECK (kind <> 'warning' OR answer = 'accepted'),
        CONSTRAINT ck_response_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_response_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_response_problem_id ON response (problem_id)",
    """CREATE TRIGGER response_no_delete BEFORE DELETE ON response BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
)
