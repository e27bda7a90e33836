"""Step 7: how problems stand day by day, what moved and who saw it; names found inside words."""

from typing import Final

_STATES: Final = (
    """CREATE TABLE state (
        problem_id TEXT NOT NULL,
        from_on TEXT NOT NULL,
        until_on TEXT NOT NULL,
        stage TEXT NOT NULL,
        surgical_status TEXT NOT NULL,
        flag_level INTEGER NOT NULL,
        open_flags TEXT NOT NULL,
        contact_by TEXT,
        window_opens_on TEXT,
        decision_due_on TEXT,
        rescreen_by TEXT,
        CONSTRAINT pk_state PRIMARY KEY (problem_id, from_on),
        CONSTRAINT ck_state_flag_level CHECK (flag_level BETWEEN 0 AND 4),
        CONSTRAINT ck_state_order CHECK (from_on < until_on),
        CONSTRAINT fk_state_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     WITHOUT ROWID,
     STRICT""",
    "CREATE INDEX ix_state_contact_by ON state (contact_by, until_on, from_on)",
    "CREATE INDEX ix_state_flag_level ON state (flag_level, until_on, from_on)",
    """CREATE INDEX ix_state_surgical ON state
        (surgical_status, decision_due_on, until_on, from_on)""",
    "CREATE INDEX ix_visit_unsigned ON visit (day) WHERE signed_at IS NULL AND error_at IS NULL",
    "CREATE INDEX ix_referral_state ON referral (state, day)",
    # Nobody knows yet how they stand: the next start works it out, beside the window.
    "UPDATE problem SET next_change_on = '0001-01-01'",
)
_MOVES: Final = (
    """CREATE TABLE move (
        seq INTEGER NOT NULL,
        problem_id TEXT NOT NULL,
        day TEXT NOT NULL,
        made_at TEXT NOT NULL,
        was TEXT NOT NULL,
        now TEXT NOT NULL,
        because TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        CONSTRAINT pk_move PRIMARY KEY (seq),
        CONSTRAINT ck_move_told CHECK (json_valid(was) AND json_valid(now) AND
            json_valid(because)),
        CONSTRAINT fk_move_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_move_problem_id ON move (problem_id)",
    """CREATE TABLE move_unseen (
        move_seq INTEGER NOT NULL,
        CONSTRAINT pk_move_unseen PRIMARY KEY (move_seq),
        CONSTRAINT fk_move_unseen_move_seq FOREIGN KEY(move_seq) REFERENCES move (seq)
    )
     STRICT""",
    """CREATE TABLE move_seen (
        error_by TEXT NOT NULL,
        error_at TEXT,
        error_reason TEXT NOT NULL,
        id TEXT NOT NULL,
        move_seq INTEGER NOT NULL,
        problem_id TEXT NOT NULL,
        seen_by TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        CONSTRAINT pk_move_seen PRIMARY KEY (id),
        CONSTRAINT ck_move_seen_error_told CHECK ((error_at IS NULL) = (error_by = '') AND
            (error_at IS NULL) = (error_reason = '')),
        CONSTRAINT fk_move_seen_move_seq FOREIGN KEY(move_seq) REFERENCES move (seq),
        CONSTRAINT fk_move_seen_problem_id FOREIGN KEY(problem_id) REFERENCES problem (id)
    )
     STRICT""",
    "CREATE INDEX ix_move_seen_move_seq ON move_seen (move_seq)",
    """CREATE TRIGGER move_no_update BEFORE UPDATE ON move BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER move_no_delete BEFORE DELETE ON move BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER move_seen_no_delete BEFORE DELETE ON move_seen BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER move_unseen_made AFTER INSERT ON move BEGIN
        INSERT INTO move_unseen (move_seq) VALUES (new.seq);
    END""",
    """CREATE TRIGGER move_unseen_seen AFTER INSERT ON move_seen
    WHEN new.error_at IS NULL BEGIN
        DELETE FROM move_unseen WHERE move_seq = new.move_seq;
    END""",
    """CREATE TRIGGER move_unseen_changed AFTER UPDATE OF error_at ON move_seen BEGIN
        DELETE FROM move_unseen WHERE move_seq = new.move_seq;
        INSERT INTO move_unseen (move_seq) SELECT new.move_seq WHERE NOT EXISTS
            (SELECT 1 FROM move_seen WHERE move_seq = new.move_seq AND error_at IS NULL);
    END""",
)
_INSIDE: Final = (
    """CREATE VIRTUAL TABLE patient_search_inside USING fts5(
        words, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
    )""",
    """INSERT INTO patient_search_inside (rowid, words)
        SELECT sequence, sort_norm || ' ' || lower(number) FROM patient""",
    """CREATE TRIGGER patient_search_inside_added AFTER INSERT ON patient BEGIN
        INSERT INTO patient_search_inside (rowid, words)
        VALUES (new.sequence, new.sort_norm || ' ' || lower(new.number));
    END""",
    """CREATE TRIGGER patient_search_inside_changed AFTER UPDATE OF sort_norm, number ON patient
    WHEN new.sort_norm <> old.sort_norm OR new.number <> old.number BEGIN
        DELETE FROM patient_search_inside WHERE rowid = old.sequence;
        INSERT INTO patient_search_inside (rowid, words)
        VALUES (new.sequence, new.sort_norm || ' ' || lower(new.number));
    END""",
)
STATEMENTS: Final = (*_STATES, *_MOVES, *_INSIDE)
