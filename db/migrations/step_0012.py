"""Step 12: red flags listed by urgency and day; what came of a call may be half typed."""

from typing import Final

_FLAGS: Final = (
    "DROP INDEX ix_state_flag_level",
    """CREATE INDEX ix_state_flag_level ON state (flag_level DESC, contact_by, until_on,
        from_on)""",
)
_DRAFTS: Final = (
    "ALTER TABLE draft RENAME TO draft_before",
    "DROP INDEX ix_draft_kept_at",
    """CREATE TABLE draft (
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        form TEXT NOT NULL,
        who TEXT NOT NULL,
        visit_id TEXT,
        kept_at TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (id),
        CONSTRAINT ck_draft_form CHECK (form IN ('visit', 'amendment', 'registration', 'patient',
            'decision', 'problem', 'new_problem', 'escalation', 'clearing', 'referral',
            'episode', 'recall')),
        CONSTRAINT uq_draft_one_each UNIQUE (problem_id, form, who),
        CONSTRAINT fk_draft_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     STRICT""",
    "INSERT INTO draft SELECT * FROM draft_before",
    "DROP TABLE draft_before",
    "CREATE INDEX ix_draft_kept_at ON draft (kept_at)",
)
STATEMENTS: Final = (*_FLAGS, *_DRAFTS)
