"""Step 5: who looked at the records; and both logs refuse a row out of its turn."""

from typing import Final

_IN_TURN: Final = """CREATE TRIGGER {log}_in_turn AFTER INSERT ON {log}
    WHEN new.seq < 1 OR EXISTS (SELECT 1 FROM {log} WHERE seq > new.seq)
        OR (new.seq > 1 AND NOT EXISTS (SELECT 1 FROM {log} WHERE seq = new.seq - 1)) BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END"""

STATEMENTS: Final = (
    """CREATE TABLE access_log (
        seq INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        kind TEXT NOT NULL,
        action TEXT NOT NULL,
        outcome INTEGER NOT NULL,
        patient_id TEXT NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL,
        chain TEXT NOT NULL,
        CONSTRAINT pk_access_log PRIMARY KEY (seq),
        CONSTRAINT ck_access_log_action CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
        CONSTRAINT ck_access_log_outcome CHECK (outcome IN (0, 4, 8)),
        CONSTRAINT ck_access_log_revision CHECK (revision >= 0),
        CONSTRAINT ck_access_log_sealed CHECK (length(chain) = 64 AND length(kind) > 0)
    )
     STRICT""",
    "CREATE INDEX ix_access_log_patient_id ON access_log (patient_id)",
    "CREATE INDEX ix_access_log_kind ON access_log (kind)",
    """CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    _IN_TURN.format(log="access_log"),
    _IN_TURN.format(log="revision"),
)
