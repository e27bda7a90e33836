"""Step 2: what is known of a person beside the facts that the rules read."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE patient_other_condition (
        patient_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_patient_other_condition PRIMARY KEY (patient_id, position),
        CONSTRAINT fk_patient_other_condition_patient_id FOREIGN KEY(patient_id) REFERENCES
            patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE patient_blank (
        patient_id TEXT NOT NULL,
        question TEXT NOT NULL,
        why TEXT NOT NULL,
        CONSTRAINT pk_patient_blank PRIMARY KEY (patient_id, question),
        CONSTRAINT ck_patient_blank_question CHECK (question IN ('conditions', 'medicines', 'egfr',
            'weight', 'pregnancy', 'breastfeeding', 'smoker')),
        CONSTRAINT ck_patient_blank_why CHECK (why IN ('none_known', 'cannot_say')),
        CONSTRAINT fk_patient_blank_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
    """CREATE TABLE patient_particulars (
        patient_id TEXT NOT NULL,
        preferred_name TEXT NOT NULL,
        nhs_number TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        spoken_language TEXT NOT NULL,
        interpreter TEXT NOT NULL,
        contact_name TEXT NOT NULL,
        contact_relation TEXT NOT NULL,
        contact_phone TEXT NOT NULL,
        CONSTRAINT pk_patient_particulars PRIMARY KEY (patient_id),
        CONSTRAINT ck_patient_particulars_interpreter CHECK (interpreter IN ('yes', 'no',
            'unknown')),
        CONSTRAINT ck_patient_particulars_nhs_number CHECK (length(nhs_number) IN (0, 10)),
        CONSTRAINT fk_patient_particulars_patient_id FOREIGN KEY(patient_id) REFERENCES
            patient (id)
    )
     WITHOUT ROWID,
     STRICT""",
)
