"""Step 6: who works at the clinic and may do what; when its codes on paper were made and used."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE clinic_user (
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        added_at TEXT NOT NULL,
        added_by TEXT NOT NULL,
        left_at TEXT,
        left_by TEXT NOT NULL,
        key_due INTEGER NOT NULL,
        CONSTRAINT pk_clinic_user PRIMARY KEY (name),
        CONSTRAINT ck_clinic_user_role CHECK (role IN ('clinician', 'staff')),
        CONSTRAINT ck_clinic_user_left_told CHECK ((left_at IS NULL) = (left_by = '')),
        CONSTRAINT ck_clinic_user_key_due CHECK (key_due = 0 OR left_at IS NOT NULL)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE paper_code (
        kind TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        checked_at TEXT NOT NULL,
        used_at TEXT,
        used_by TEXT NOT NULL,
        used_reason TEXT NOT NULL,
        seen_by TEXT NOT NULL,
        CONSTRAINT pk_paper_code PRIMARY KEY (kind),
        CONSTRAINT ck_paper_code_kind CHECK (kind IN ('recovery', 'envelope')),
        CONSTRAINT ck_paper_code_used_told CHECK ((used_at IS NULL) = (used_by = '')
            AND (used_at IS NULL) = (used_reason = '')),
        CONSTRAINT ck_paper_code_seen CHECK (seen_by = '' OR used_at IS NOT NULL)
    )
     WITHOUT ROWID,
     STRICT""",
)
