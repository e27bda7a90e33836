"""What each role may write: one table, asked at the store's one door and by the window."""

from typing import Final

from db.trouble import RecordRefused
from pathway.users import Role

STAFF_MAY: Final = frozenset(
    {
        "addressees.keep",
        "advance.advance",  # the calendar moves, whoever sits there
        "care.enter_in_error",
        "decisions.refer",
        "drafts.discard",
        "drafts.keep",
        "escalations.begin",
        "escalations.enter_in_error",
        "escalations.go_on",
        "patients.register",
        "persons.enrol",
        "persons.save",
        "prints.record",
        "prints.record_again",
        "recalls.record",
        "recalls.record_all",
        "recallsheets.record",
        "renewing.renew",
        "stories.begin",
        "stories.save",
        "undoing.redo",
        "undoing.undo",
        "users.note_checked",
        "visits.save",
    }
)
"""Registering, interviewing, printing, and putting one's own last entry right."""


def may(role: Role, operation: str) -> bool:
    """Return whether somebody with this role may do an operation; what nobody listed is weighty."""
    return role == "clinician" or operation in STAFF_MAY


def refuse_unless_allowed(role: Role, operation: str) -> None:
    """Refuse an operation that is for clinicians."""
    if not may(role, operation):
        raise RecordRefused("not_allowed", operation)
