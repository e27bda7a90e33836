"""Step 14: what is typed into a letter may be kept as a draft."""

from typing import Final

STATEMENTS: Final = (
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
            'episode', 'recall', 'letter')),
        CONSTRAINT uq_draft_one_each UNIQUE (problem_id, form, who),
        CONSTRAINT fk_draft_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     STRICT""",
    "INSERT INTO draft SELECT * FROM draft_before",
    "DROP TABLE draft_before",
    "CREATE INDEX ix_draft_kept_at ON draft (kept_at)",
)
