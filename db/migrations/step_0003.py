"""Step 3: births that are not known to the day, records made one, how a problem came about.

Two more forms have drafts, which the constraint of their table has to allow: SQLite changes none in
place, so the table is made anew.
"""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE patient_birth (
        patient_id TEXT NOT NULL,
        known TEXT NOT NULL,
        told_on TEXT,
        CONSTRAINT pk_patient_birth PRIMARY KEY (patient_id),
        CONSTRAINT ck_patient_birth_known CHECK (known IN ('month', 'year', 'age')),
        CONSTRAINT ck_patient_birth_told_on CHECK (told_on IS NULL OR known = 'age'),
        CONSTRAINT fk_patient_birth_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE patient_merged (
        patient_id TEXT NOT NULL,
        into_id TEXT NOT NULL,
        CONSTRAINT pk_patient_merged PRIMARY KEY (patient_id),
        CONSTRAINT ck_patient_merged_another CHECK (into_id <> patient_id),
        CONSTRAINT fk_patient_merged_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id),
        CONSTRAINT fk_patient_merged_into_id FOREIGN KEY(into_id) REFERENCES patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    "CREATE INDEX ix_patient_merged_into_id ON patient_merged (into_id)",
    """CREATE TABLE problem_story (
        problem_id TEXT NOT NULL,
        onset_words TEXT NOT NULL,
        spine_earlier TEXT NOT NULL,
        spine_kind TEXT NOT NULL,
        spine_on TEXT,
        spine_days INTEGER,
        spine_words TEXT NOT NULL,
        earlier_episodes TEXT NOT NULL,
        earlier_words TEXT NOT NULL,
        surgery TEXT NOT NULL,
        surgery_words TEXT NOT NULL,
        corrected_by TEXT NOT NULL,
        corrected_at TEXT,
        corrected_reason TEXT NOT NULL,
        CONSTRAINT pk_problem_story PRIMARY KEY (problem_id),
        CONSTRAINT ck_problem_story_spine_earlier CHECK (spine_earlier IN ('yes', 'no', 'unknown',
            'not_asked')),
        CONSTRAINT ck_problem_story_spine CHECK (spine_kind IN ('', 'day', 'month', 'about',
            'unknown')),
        CONSTRAINT ck_problem_story_spine_both CHECK ((spine_kind = '') = (spine_on IS NULL)),
        CONSTRAINT ck_problem_story_earlier_episodes CHECK (earlier_episodes IN ('yes', 'no',
            'unknown', 'not_asked')),
        CONSTRAINT ck_problem_story_surgery CHECK (surgery IN ('yes', 'no', 'unknown',
            'not_asked')),
        CONSTRAINT ck_problem_story_corrected CHECK ((corrected_at IS NULL) = (corrected_by = '')),
        CONSTRAINT fk_problem_story_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     WITHOUT ROWID,
     STRICT""",
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
            'decision', 'problem', 'new_problem')),
        CONSTRAINT uq_draft_one_each UNIQUE (problem_id, form, who),
        CONSTRAINT fk_draft_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     STRICT""",
    "INSERT INTO draft SELECT * FROM draft_before",
    "DROP TABLE draft_before",
    "CREATE INDEX ix_draft_kept_at ON draft (kept_at)",
)
