"""Recall sheets: kept as printed, read back by row, entered once, and undone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from db import patients, recalls, recallsheets, revisions, undoing
from db.clinic import Clinic
from db.trouble import RecordRefused, StoreTrouble
from pathway.facts import Patient
from pathway.recalls import RecallEntry, RecallOutcome
from pathway.recallsheet import (
    WITH_PHONE,
    Caller,
    Grouping,
    RecallSheet,
    SheetEntry,
    grouped,
    village_of,
)
from pathway.records import Changes, PatientId, ProblemId, Stamp
from tests.db.given import STAMP, TODAY, USER, register

LATER = Stamp(USER, STAMP.at + timedelta(hours=2), TODAY)
texts = st.sampled_from(["", "Mfuwe", "Plot 3\nMfuwe 5012", "Chipata, 12", "555 0100", "5550100"])
callers = st.builds(
    Caller,
    st.uuids().map(lambda one: PatientId(str(one))),
    st.just(ProblemId("p")),
    st.just(Patient(TODAY)),
    texts,
    texts,
    st.just(("overdue",)),
    st.none(),
)


def caller(clinic: Clinic, problem: ProblemId, phone: str = "", address: str = "") -> Caller:
    view = clinic.read(patients.chart_view, problem)
    return Caller(view.patient_id, problem, view.chart.patient, phone, address, ("overdue",), TODAY)


def entry(
    clinic: Clinic, *problems: ProblemId, number: int = 1, pages: bytes = b"%PDF"
) -> SheetEntry:
    people = [caller(clinic, problem) for problem in problems]
    sheet = RecallSheet(number, TODAY, TODAY + timedelta(6), "village", grouped(people, "village"))
    return SheetEntry(sheet, "a4", "standard", "2026.1", pages)


@given(st.lists(callers), st.sampled_from(["village", "phone"]))
def test_everybody_stands_in_one_row_and_numbers_run_through(
    people: list[Caller], grouping: Grouping
) -> None:
    groups = grouped(people, grouping)
    rows = [row for group in groups for row in group.rows]
    assert [row.number for row in rows] == list(range(1, len(people) + 1))
    assert sorted(row.caller.patient for row in rows) == sorted(one.patient for one in people)
    for group in groups:
        places = [people.index(row.caller) for row in group.rows]
        assert grouping == "phone" or places == sorted(places)


def test_the_group_of_the_most_dangerous_stands_first_and_households_together() -> None:
    def one(name: str, phone: str, address: str) -> Caller:
        return Caller(
            PatientId(name), ProblemId(name), Patient(TODAY), phone, address, ("overdue",), None
        )

    people = (
        one("a", "", "Plot 4\nChipata"),
        one("b", "555 01-00", "Mfuwe"),
        one("c", "0977", "Chipata 5012"),
        one("d", "5550100", ""),
    )
    by_place = grouped(people, "village")
    assert [group.place for group in by_place] == ["Chipata", "Mfuwe", ""]
    by_phone = grouped(people, "phone")
    assert [group.place for group in by_phone] == ["", WITH_PHONE]
    assert [row.caller.patient for row in by_phone[1].rows] == ["b", "d", "c"]


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("", ""),
        ("12345", ""),
        ("Mfuwe", "Mfuwe"),
        ("2 Mill Road\nHill Valley 5012", "Hill Valley"),
        ("Plot 4, Great East Road, Chipata", "Chipata"),
        ("Chipata\n5012\n", "Chipata"),
    ],
)
def test_the_village_is_the_last_part_of_an_address_with_a_word(address: str, village: str) -> None:
    assert village_of(address) == village


def test_a_sheet_is_kept_with_its_rows_and_its_bytes(clinic: Clinic) -> None:
    first, second = register(clinic), register(clinic, "Banda", "Mary")
    assert clinic.read(recallsheets.next_number) == 1
    clinic.write(recallsheets.record, entry(clinic, first, second), STAMP)
    (kept,) = clinic.read(recallsheets.listed)
    assert (kept.number, kept.rows, kept.entered) == (1, 2, 0)
    assert clinic.read(recallsheets.pages, kept.id) == b"%PDF"
    row = clinic.read(recallsheets.row_of, kept.id, 2)
    assert row is not None
    assert (row.problem, row.who.family_name, row.outcome) == (second, "Banda", None)
    assert clinic.read(recallsheets.row_of, kept.id, 3) is None
    assert clinic.read(recallsheets.numbered, 7) is None
    assert clinic.read(recallsheets.next_number) == 2
    assert clinic.read(revisions.verify).is_whole


def test_the_same_pages_again_are_no_other_sheet_and_a_number_is_never_taken_twice(
    clinic: Clinic,
) -> None:
    problem = register(clinic)
    wanted = entry(clinic, problem)
    clinic.write(recallsheets.record, wanted, STAMP)
    clinic.write(recallsheets.record, wanted, LATER)
    assert len(clinic.read(recallsheets.listed)) == 1
    with pytest.raises(RecordRefused) as refused:
        clinic.write(recallsheets.record, entry(clinic, problem, pages=b"%PDF other"), LATER)
    assert refused.value.code == "changed_elsewhere"
    with pytest.raises(RecordRefused):
        clinic.write(recallsheets.record, entry(clinic, number=2), LATER)


def test_an_outcome_counts_from_the_printing_on_and_is_undone(clinic: Clinic) -> None:
    problem = register(clinic)
    call = RecallEntry(problem, RecallOutcome("reached", TODAY))
    clinic.write(recalls.record, call, STAMP)
    clinic.write(recallsheets.record, entry(clinic, problem), LATER)
    (kept,) = clinic.read(recallsheets.listed)
    row = clinic.read(recallsheets.row_of, kept.id, 1)
    assert row is not None
    assert row.outcome is None
    after = Stamp(USER, LATER.at + timedelta(hours=1), TODAY)
    clinic.write(recalls.record, call, after)
    (kept,) = clinic.read(recallsheets.listed)
    assert kept.entered == 1
    row = clinic.read(recallsheets.row_of, kept.id, 1)
    assert row is not None
    assert row.outcome is not None
    done = clinic.read(undoing.reversible, USER, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, after)
    (kept,) = clinic.read(recallsheets.listed)
    assert kept.entered == 0


def test_a_printed_sheet_cannot_be_altered(clinic: Clinic) -> None:
    clinic.write(recallsheets.record, entry(clinic, register(clinic)), STAMP)
    for statement in ("UPDATE recall_sheet SET number = 9", "DELETE FROM recall_sheet_line"):
        with pytest.raises((RecordRefused, StoreTrouble, RuntimeError)):
            clinic.keep(_run, statement, STAMP)


def _run(session: Session, statement: str, _stamp: Stamp) -> Changes:
    session.execute(text(statement))
    return Changes(frozenset())
