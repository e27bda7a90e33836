"""Step 1: the tables of the first version."""

from typing import Final

from db.migrations import step_0001_guards

_TABLES: Final = (
    """CREATE TABLE clinic (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        demo INTEGER NOT NULL,
        vault_id TEXT NOT NULL,
        created_at TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        adopted_at TEXT,
        adopted_by TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_clinic PRIMARY KEY (id),
        CONSTRAINT ck_clinic_only_one CHECK (id = 'clinic'),
        CONSTRAINT ck_clinic_adopted_told CHECK ((adopted_at IS NULL) = (adopted_by = '')
            AND (adopted_at IS NULL) = (pack_id = '')
            AND (adopted_at IS NULL) = (pack_version = ''))
    )
     STRICT""",
    """CREATE TABLE patient (
        id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        number TEXT NOT NULL,
        family_name TEXT NOT NULL,
        given_name TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        sex TEXT NOT NULL,
        language TEXT NOT NULL,
        pregnancy_status TEXT NOT NULL,
        pregnancy_weeks INTEGER,
        pregnancy_on TEXT,
        breastfeeding TEXT NOT NULL,
        egfr_value REAL,
        egfr_on TEXT,
        weight_kg REAL,
        allergy_state TEXT NOT NULL,
        smoker TEXT NOT NULL,
        sort_norm TEXT NOT NULL,
        search_norm TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_patient PRIMARY KEY (id),
        CONSTRAINT ck_patient_sex CHECK (sex IN ('female', 'male', 'other', 'unknown')),
        CONSTRAINT ck_patient_pregnancy_status CHECK (pregnancy_status IN ('yes', 'no',
            'unknown', 'not_applicable')),
        CONSTRAINT ck_patient_breastfeeding CHECK (breastfeeding IN ('yes', 'no', 'unknown')),
        CONSTRAINT ck_patient_smoker CHECK (smoker IN ('yes', 'no', 'unknown')),
        CONSTRAINT ck_patient_allergy_state CHECK (allergy_state IN ('known',
            'none_known', 'not_recorded', 'unavailable')),
        CONSTRAINT ck_patient_pregnancy_weeks CHECK (pregnancy_weeks BETWEEN 0 AND 45),
        CONSTRAINT ck_patient_egfr_value CHECK (egfr_value BETWEEN 0 AND 300),
        CONSTRAINT ck_patient_weight_kg CHECK (weight_kg BETWEEN 0 AND 700),
        CONSTRAINT ck_patient_egfr_both CHECK ((egfr_value IS NULL) = (egfr_on IS NULL)),
        CONSTRAINT uq_patient_number UNIQUE (number),
        CONSTRAINT uq_patient_sequence UNIQUE (sequence)
    )
     STRICT""",
    "CREATE INDEX ix_patient_sort_norm ON patient (sort_norm)",
    """CREATE TABLE revision (
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        op TEXT NOT NULL,
        reverts TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        body TEXT NOT NULL,
        chain TEXT NOT NULL,
        CONSTRAINT pk_revision PRIMARY KEY (seq),
        CONSTRAINT ck_revision_sealed CHECK (length(chain) = 64 AND length(who) > 0)
    )
     STRICT""",
    "CREATE INDEX ix_revision_entity ON revision (entity, entity_id)",
    """CREATE TABLE patient_allergy (
        patient_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_patient_allergy PRIMARY KEY (patient_id, position),
        CONSTRAINT fk_patient_allergy_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE patient_condition (
        patient_id TEXT NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT pk_patient_condition PRIMARY KEY (patient_id, code),
        CONSTRAINT fk_patient_condition_patient_id FOREIGN KEY(patient_id) REFERENCES
            patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE patient_medicine (
        patient_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        stopped TEXT,
        CONSTRAINT pk_patient_medicine PRIMARY KEY (patient_id, position),
        CONSTRAINT fk_patient_medicine_patient_id FOREIGN KEY(patient_id) REFERENCES
            patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE problem (
        id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        region TEXT NOT NULL,
        side TEXT NOT NULL,
        cause TEXT NOT NULL,
        onset_kind TEXT NOT NULL,
        onset_on TEXT NOT NULL,
        onset_days INTEGER,
        onset_words TEXT NOT NULL,
        closed_on TEXT,
        closed_reason TEXT,
        next_change_on TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_problem PRIMARY KEY (id),
        CONSTRAINT ck_problem_region CHECK (region IN ('cervical', 'lumbar', 'thoracic',
            'unsure')),
        CONSTRAINT ck_problem_side CHECK (side IN ('left', 'right', 'both', 'midline',
            'unknown')),
        CONSTRAINT ck_problem_cause CHECK (cause IN ('disc', 'stenosis', 'other', 'unknown')),
        CONSTRAINT ck_problem_onset_kind CHECK (onset_kind IN ('day', 'month', 'about',
            'unknown')),
        CONSTRAINT ck_problem_onset CHECK (CASE onset_kind WHEN 'about' THEN onset_days >=
            0 ELSE onset_days IS NULL END AND (onset_kind <> 'month' OR onset_on LIKE
            '____-__-01')),
        CONSTRAINT ck_problem_closed_both CHECK ((closed_on IS NULL) = (closed_reason IS NULL)),
        CONSTRAINT fk_problem_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
    )
     STRICT""",
    "CREATE INDEX ix_problem_next_change_on ON problem (next_change_on)",
    "CREATE INDEX ix_problem_patient_id ON problem (patient_id)",
    """CREATE TABLE care (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        started_on TEXT,
        ended_on TEXT,
        days_per_week INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_care PRIMARY KEY (id),
        CONSTRAINT ck_care_kind CHECK (kind IN ('education', 'home_exercise', 'exercise',
            'supervised_exercise', 'physiotherapy', 'manual_therapy', 'motor_control',
            'neural_gliding', 'directional_exercise', 'tai_chi', 'yoga', 'stretching',
            'postural_education', 'massage', 'acupuncture', 'heat', 'cold', 'rest', 'bed_rest',
            'laser', 'cbt', 'traction', 'collar', 'lumbar_support', 'medicine')),
        CONSTRAINT ck_care_outcome CHECK (outcome IN ('helped', 'insufficient', 'not_tolerated',
            'contraindicated', 'unknown')),
        CONSTRAINT ck_care_days_per_week CHECK (days_per_week BETWEEN 1 AND 7),
        CONSTRAINT ck_care_order CHECK (ended_on >= started_on),
        CONSTRAINT ck_care_error_told CHECK ((error_at IS NULL) = (error_by = '') AND (error_at
            IS NULL) = (error_reason = '')),
        CONSTRAINT fk_care_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_care_problem_id ON care (problem_id)",
    """CREATE TABLE flag_record (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        flag TEXT NOT NULL,
        raised_on TEXT NOT NULL,
        state TEXT NOT NULL,
        decided_on TEXT,
        decided_by TEXT NOT NULL,
        basis TEXT NOT NULL,
        called TEXT NOT NULL,
        arrived TEXT NOT NULL,
        CONSTRAINT pk_flag_record PRIMARY KEY (id),
        CONSTRAINT ck_flag_record_state CHECK (state IN ('open', 'escalated', 'cleared',
            'confirmed')),
        CONSTRAINT ck_flag_record_called CHECK (called IN ('yes', 'no', 'unknown')),
        CONSTRAINT ck_flag_record_arrived CHECK (arrived IN ('yes', 'no', 'unknown')),
        CONSTRAINT ck_flag_record_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_flag_record_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_flag_record_problem_id ON flag_record (problem_id)",
    """CREATE TABLE override (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        what TEXT NOT NULL,
        day TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        value TEXT NOT NULL,
        block INTEGER,
        block_as TEXT,
        CONSTRAINT pk_override PRIMARY KEY (id),
        CONSTRAINT ck_override_what CHECK (what IN ('care_block', 'surgical_window', 'option',
            'imaging')),
        CONSTRAINT ck_override_block_as CHECK (block_as IN ('active', 'passive', 'empty',
            'paused')),
        CONSTRAINT ck_override_reasoned CHECK (length(decided_by) > 0 AND length(reason) > 0),
        CONSTRAINT ck_override_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_override_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_override_problem_id ON override (problem_id)",
    """CREATE TABLE pain_free (
        problem_id TEXT NOT NULL,
        started_on TEXT NOT NULL,
        ended_on TEXT,
        CONSTRAINT pk_pain_free PRIMARY KEY (problem_id, started_on),
        CONSTRAINT ck_pain_free_order CHECK (ended_on >= started_on),
        CONSTRAINT fk_pain_free_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE referral (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        state TEXT NOT NULL,
        CONSTRAINT pk_referral PRIMARY KEY (id),
        CONSTRAINT ck_referral_kind CHECK (kind IN ('surgical_evaluation', 'imaging',
            'physiotherapy', 'nerve_block_opinion', 'rheumatology', 'emergency', 'other')),
        CONSTRAINT ck_referral_state CHECK (state IN ('draft', 'sent', 'arrived', 'answered',
            'declined', 'lost')),
        CONSTRAINT ck_referral_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_referral_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_referral_problem_id ON referral (problem_id)",
    """CREATE TABLE snapshot (
        seq INTEGER NOT NULL,
        problem_id TEXT NOT NULL,
        made_at TEXT NOT NULL,
        day TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        available INTEGER NOT NULL,
        stage TEXT NOT NULL,
        surgical_status TEXT NOT NULL,
        flag_level TEXT NOT NULL,
        body BLOB NOT NULL,
        CONSTRAINT pk_snapshot PRIMARY KEY (seq),
        CONSTRAINT ck_snapshot_said CHECK (available = (body <> x'')),
        CONSTRAINT fk_snapshot_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_snapshot_problem_id ON snapshot (problem_id, seq)",
    """CREATE TABLE visit (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        day TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        signed_by TEXT NOT NULL,
        signed_at TEXT,
        amendments INTEGER NOT NULL,
        amended_by TEXT NOT NULL,
        amended_at TEXT,
        amended_reason TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_visit PRIMARY KEY (id),
        CONSTRAINT ck_visit_signed_both CHECK ((signed_at IS NULL) = (signed_by = '')),
        CONSTRAINT ck_visit_amended CHECK ((amended_at IS NULL) = (amendments = 0)),
        CONSTRAINT ck_visit_amended_told CHECK ((amended_at IS NULL) = (amended_by = '') AND
            (amended_at IS NULL) = (amended_reason = '')),
        CONSTRAINT ck_visit_error_told CHECK ((error_at IS NULL) = (error_by = '') AND (error_at
            IS NULL) = (error_reason = '')),
        CONSTRAINT fk_visit_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_visit_problem_id ON visit (problem_id, day)",
    """CREATE TABLE care_date (
        care_id TEXT NOT NULL,
        day TEXT NOT NULL,
        CONSTRAINT pk_care_date PRIMARY KEY (care_id, day),
        CONSTRAINT fk_care_date_care_id FOREIGN KEY(care_id) REFERENCES care (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE finding (
        visit_id TEXT NOT NULL,
        item TEXT NOT NULL,
        side TEXT NOT NULL,
        value TEXT NOT NULL,
        since TEXT,
        course TEXT,
        CONSTRAINT pk_finding PRIMARY KEY (visit_id, item, side),
        CONSTRAINT ck_finding_side CHECK (side IN ('', 'left', 'right')),
        CONSTRAINT ck_finding_course CHECK (course IN ('progressing', 'stable',
            'longstanding')),
        CONSTRAINT ck_finding_said CHECK (length(item) > 0 AND length(value) > 0),
        CONSTRAINT fk_finding_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE print_pages (
        sha256 TEXT NOT NULL,
        pages BLOB NOT NULL,
        CONSTRAINT pk_print_pages PRIMARY KEY (sha256),
        CONSTRAINT ck_print_pages_there CHECK (length(sha256) = 64 AND length(pages) > 0)
    )
     STRICT""",
    """CREATE TABLE print (
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        paper TEXT NOT NULL,
        letters TEXT NOT NULL,
        draft INTEGER NOT NULL,
        content_version TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        revision INTEGER NOT NULL,
        day TEXT NOT NULL,
        printed_at TEXT NOT NULL,
        printed_by TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        reprint_of TEXT,
        CONSTRAINT pk_print PRIMARY KEY (id),
        CONSTRAINT ck_print_known CHECK (length(sha256) = 64 AND revision >= 0),
        CONSTRAINT fk_print_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id),
        CONSTRAINT fk_print_sha256 FOREIGN KEY(sha256) REFERENCES print_pages (sha256),
        CONSTRAINT fk_print_reprint_of FOREIGN KEY(reprint_of) REFERENCES print (id)
    )
     STRICT""",
    "CREATE INDEX ix_print_problem_id ON print (problem_id)",
    """CREATE TABLE draft (
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        form TEXT NOT NULL,
        who TEXT NOT NULL,
        visit_id TEXT,
        kept_at TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (id),
        CONSTRAINT ck_draft_form CHECK (form IN ('visit', 'amendment', 'registration',
            'patient', 'decision')),
        CONSTRAINT uq_draft_one_each UNIQUE (problem_id, form, who),
        CONSTRAINT fk_draft_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    )
     STRICT""",
    "CREATE INDEX ix_draft_kept_at ON draft (kept_at)",
)
STATEMENTS: Final = (*_TABLES, *step_0001_guards.STATEMENTS)
