"""Step 8: what came of calling people in, and which of it still holds."""

from typing import Final

_TABLES: Final = (
    """CREATE TABLE recall (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        problem_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        told_on TEXT NOT NULL,
        day TEXT,
        note TEXT NOT NULL,
        said_by TEXT NOT NULL,
        said_at TEXT NOT NULL,
        CONSTRAINT pk_recall PRIMARY KEY (id),
        CONSTRAINT ck_recall_kind CHECK (kind IN ('reached', 'will_come', 'remind_on', 'declined',
            'moved', 'died')),
        CONSTRAINT ck_recall_day CHECK (CASE WHEN kind IN ('will_come', 'remind_on')
            THEN day IS NOT NULL AND day >= told_on
            WHEN kind = 'died' THEN day IS NULL OR day <= told_on ELSE day IS NULL END),
        CONSTRAINT ck_recall_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_recall_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_recall_problem_id ON recall (problem_id)",
    """CREATE TABLE recall_stands (
        problem_id TEXT NOT NULL,
        recall_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        day TEXT,
        CONSTRAINT pk_recall_stands PRIMARY KEY (problem_id),
        CONSTRAINT fk_recall_stands_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id),
        CONSTRAINT fk_recall_stands_recall_id FOREIGN KEY(recall_id) REFERENCES recall (id)
    )
     WITHOUT ROWID,
     STRICT""",
    "CREATE INDEX ix_recall_stands_day ON recall_stands (kind, day)",
    """CREATE TRIGGER recall_no_delete BEFORE DELETE ON recall BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
)
# Of a patient one outcome holds: the newest, unless a visit followed it that was recorded later.
_AGAIN: Final = """
    DELETE FROM recall_stands
        WHERE problem_id IN (SELECT id FROM problem WHERE patient_id = {patient});
    INSERT INTO recall_stands (problem_id, recall_id, kind, day)
        SELECT r.problem_id, r.id, r.kind, r.day
        FROM recall r JOIN problem p ON p.id = r.problem_id
        WHERE p.patient_id = {patient} AND r.error_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM visit v JOIN problem q ON q.id = v.problem_id
            WHERE q.patient_id = {patient} AND v.error_at IS NULL
                AND v.day >= r.told_on AND v.recorded_at > r.said_at)
        ORDER BY r.said_at DESC, r.rowid DESC LIMIT 1;
"""
_ANY: Final = "EXISTS (SELECT 1 FROM recall)"
_MINE: Final = "(SELECT patient_id FROM problem WHERE id = new.problem_id)"


def _trigger(name: str, event: str, when: str, patients: tuple[str, ...]) -> str:
    body = "".join(_AGAIN.format(patient=patient) for patient in patients)
    return f"CREATE TRIGGER {name} AFTER {event} WHEN {when} BEGIN {body} END"


_TRIGGERS: Final = (
    _trigger("recall_stands_made", "INSERT ON recall", "1", (_MINE,)),
    _trigger("recall_stands_taken_back", "UPDATE ON recall", "1", (_MINE,)),
    _trigger("recall_stands_seen", "INSERT ON visit", _ANY, (_MINE,)),
    _trigger("recall_stands_unseen", "UPDATE OF day, error_at ON visit", _ANY, (_MINE,)),
    _trigger(
        "recall_stands_merged",
        "UPDATE OF patient_id ON problem",
        _ANY,
        ("old.patient_id", "new.patient_id"),
    ),
)
STATEMENTS: Final = (*_TABLES, *_TRIGGERS)
