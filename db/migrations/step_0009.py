"""Step 9: who was called about a red flag and what came of it; words of decisions; more drafts."""

from typing import Final

_ESCALATIONS: Final = (
    """CREATE TABLE escalation (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        destination TEXT NOT NULL,
        destination_words TEXT NOT NULL,
        CONSTRAINT pk_escalation PRIMARY KEY (id),
        CONSTRAINT ck_escalation_destination CHECK (destination IN ('spine_emergency',
            'emergency_department', 'stroke_vascular', 'mental_health_crisis', 'obstetrics',
            'surgeon_on_call', 'urgent_imaging', 'other')),
        CONSTRAINT ck_escalation_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_escalation_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_escalation_problem_id ON escalation (problem_id)",
    """CREATE TABLE escalation_flag (
        escalation_id TEXT NOT NULL,
        flag TEXT NOT NULL,
        raised_on TEXT NOT NULL,
        CONSTRAINT pk_escalation_flag PRIMARY KEY (escalation_id, flag),
        CONSTRAINT fk_escalation_flag_escalation_id FOREIGN KEY(escalation_id)
            REFERENCES escalation (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE escalation_step (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        escalation_id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        clock TEXT NOT NULL,
        done_by TEXT NOT NULL,
        whom TEXT NOT NULL,
        words TEXT NOT NULL,
        due TEXT,
        transport TEXT,
        outcome TEXT,
        recorded_at TEXT NOT NULL,
        CONSTRAINT pk_escalation_step PRIMARY KEY (id),
        CONSTRAINT ck_escalation_step_kind CHECK (kind IN ('called', 'no_answer', 'advice',
            'transport', 'pain_relief', 'arrived', 'not_arrived', 'outcome')),
        CONSTRAINT ck_escalation_step_transport CHECK (transport IN ('ambulance', 'air_ambulance',
            'own_car', 'taxi', 'public_transport', 'on_foot', 'other')),
        CONSTRAINT ck_escalation_step_outcome CHECK (outcome IN ('admitted', 'treated',
            'nothing_serious', 'stays_here', 'declined', 'died', 'other')),
        CONSTRAINT ck_escalation_step_clock CHECK (clock GLOB '[0-2][0-9]:[0-5][0-9]'),
        CONSTRAINT ck_escalation_step_due CHECK (due GLOB '[0-2][0-9]:[0-5][0-9]'),
        CONSTRAINT ck_escalation_step_outcome_told CHECK ((kind = 'outcome') =
            (outcome IS NOT NULL)),
        CONSTRAINT ck_escalation_step_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_escalation_step_escalation_id FOREIGN KEY(escalation_id)
            REFERENCES escalation (id),
        CONSTRAINT fk_escalation_step_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    """CREATE INDEX ix_escalation_step_escalation_id ON escalation_step
        (escalation_id, kind)""",
    "CREATE INDEX ix_escalation_step_problem_id ON escalation_step (problem_id)",
    """CREATE TRIGGER escalation_no_delete BEFORE DELETE ON escalation BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER escalation_step_no_delete BEFORE DELETE ON escalation_step BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
)
_WORDS: Final = (
    """CREATE TABLE flag_record_words (
        flag_record_id TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT pk_flag_record_words PRIMARY KEY (flag_record_id),
        CONSTRAINT fk_flag_record_words_flag_record_id FOREIGN KEY(flag_record_id)
            REFERENCES flag_record (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE referral_words (
        referral_id TEXT NOT NULL,
        sent_to TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT pk_referral_words PRIMARY KEY (referral_id),
        CONSTRAINT fk_referral_words_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    )
     WITHOUT ROWID,
     STRICT""",
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
            'episode')),
        CONSTRAINT uq_draft_one_each UNIQUE (problem_id, form, who),
        CONSTRAINT fk_draft_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     STRICT""",
    "INSERT INTO draft SELECT * FROM draft_before",
    "DROP TABLE draft_before",
    "CREATE INDEX ix_draft_kept_at ON draft (kept_at)",
)
STATEMENTS: Final = (*_ESCALATIONS, *_WORDS, *_DRAFTS)
