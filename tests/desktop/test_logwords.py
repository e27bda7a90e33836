"""Every kind of event reads as words, never as a code."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from db import roles
from desktop.models.logwords import sort_words, spoken, what_words, why_words
from pathway.audited import BY_SORT, FAILED, REFUSED, Action, Event, Kind, LogName, Trace
from pathway.records import PatientId

AT = datetime(2026, 3, 30, 9, tzinfo=UTC)


def trace(event: Event, log: LogName = "access", detail: str = "") -> Trace:
    return Trace(log, 1, 1, AT, "Dr Lee", event, None, detail)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("action", get_args(Action))
def test_every_kind_has_words(kind: Kind, action: Action) -> None:
    said = what_words(trace(Event(kind, action, None, "x")))
    assert "_" not in said
    if kind not in {"create", "amend", "import"}:
        assert not said.startswith("Did something else")


@pytest.mark.parametrize("operation", sorted(roles.STAFF_MAY))
def test_every_operation_that_leaves_a_revision_has_words(operation: str) -> None:
    if operation.partition(".")[0] in {"drafts", "users"}:
        return  # a draft leaves no revision, and of users the log of access tells
    said = what_words(trace(Event("amend", "U", None, operation), "changes", "2026-03-16"))
    assert said != "Changed something else"
    assert "{" not in said


def test_codes_of_doors_and_reasons_are_worded() -> None:
    assert what_words(trace(Event("login", "E", None, "user"))) == "Unlocked: with a passphrase"
    failed = Event("login_failed", "E", None, "3", outcome=REFUSED)
    assert what_words(trace(failed)) == "3 failed attempts to unlock (refused)"
    assert why_words(trace(Event("user_change", "C", None, "Kaur", "staff"))) == "as staff"
    assert why_words(trace(Event("override", "U", None, "stage", "staff"))) == "staff"


def test_what_failed_says_so_and_a_stranger_is_named_as_such() -> None:
    event = Event("restore", "R", PatientId("gone"), "rehearsal", outcome=FAILED)
    said = spoken(trace(event))
    assert "Restored a backup: only tried, in a copy (failed)" in said
    assert "A patient who is not in these records" in said


def test_every_sort_has_words_and_every_kind_a_sort() -> None:
    assert set(sort_words()) == set(BY_SORT)
    assert frozenset().union(*BY_SORT.values()) == frozenset(get_args(Kind))
