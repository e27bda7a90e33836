"""Step 1: the search index and the triggers that hold when all else fails."""

from typing import Final

# After the signature a visit changes by an amendment, which counts up and has a reason, or it is
# entered in error, which changes nothing else. Both keep the signature.
_ALLOWED: Final = """
        new.id = old.id AND new.problem_id = old.problem_id AND new.recorded_at = old.recorded_at
        AND new.signed_by = old.signed_by AND new.signed_at IS old.signed_at
        AND CASE WHEN new.error_at IS NULL
            THEN new.amendments = old.amendments + 1
            ELSE old.error_at IS NULL AND new.day = old.day
                AND new.amendments = old.amendments AND new.amended_by = old.amended_by
                AND new.amended_at IS old.amended_at AND new.amended_reason = old.amended_reason
        END"""
# The findings of a signed visit are open from the amendment of its row to the revision of both.
_SHUT: Final = """(SELECT CASE WHEN signed_at IS NULL THEN 0 ELSE amendments <= coalesce(
            (SELECT max(json_extract(body, '$.visit[0].amendments')) FROM revision
             WHERE entity = 'visit' AND entity_id = visit.id), 0) END
        FROM visit WHERE id = {visit_id})"""

STATEMENTS: Final = (
    """CREATE VIRTUAL TABLE patient_search USING fts5(
        words, content = '', contentless_delete = 1, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 0'
    )""",
    """CREATE TRIGGER patient_search_added AFTER INSERT ON patient BEGIN
        INSERT INTO patient_search (rowid, words) VALUES (new.sequence, new.search_norm);
    END""",
    """CREATE TRIGGER patient_search_changed AFTER UPDATE OF search_norm ON patient BEGIN
        DELETE FROM patient_search WHERE rowid = old.sequence;
        INSERT INTO patient_search (rowid, words) VALUES (new.sequence, new.search_norm);
    END""",
    """CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER print_no_update BEFORE UPDATE ON print BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER print_no_delete BEFORE DELETE ON print BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER print_pages_no_update BEFORE UPDATE ON print_pages BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER print_pages_no_delete BEFORE DELETE ON print_pages BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END""",
    """CREATE TRIGGER patient_no_delete BEFORE DELETE ON patient BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER problem_no_delete BEFORE DELETE ON problem BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER care_no_delete BEFORE DELETE ON care BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER flag_record_no_delete BEFORE DELETE ON flag_record BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER referral_no_delete BEFORE DELETE ON referral BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER override_no_delete BEFORE DELETE ON override BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    """CREATE TRIGGER clinic_no_delete BEFORE DELETE ON clinic BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
    f"""CREATE TRIGGER visit_signed BEFORE UPDATE ON visit
    WHEN old.signed_at IS NOT NULL AND NOT ({_ALLOWED}) BEGIN
        SELECT RAISE(ABORT, 'signed');
    END""",
    f"""CREATE TRIGGER finding_signed_insert BEFORE INSERT ON finding
    WHEN {_SHUT.format(visit_id="new.visit_id")} BEGIN
        SELECT RAISE(ABORT, 'signed');
    END""",
    f"""CREATE TRIGGER finding_signed_update BEFORE UPDATE ON finding
    WHEN {_SHUT.format(visit_id="old.visit_id")} BEGIN
        SELECT RAISE(ABORT, 'signed');
    END""",
    f"""CREATE TRIGGER finding_signed_delete BEFORE DELETE ON finding
    WHEN {_SHUT.format(visit_id="old.visit_id")} BEGIN
        SELECT RAISE(ABORT, 'signed');
    END""",
)
