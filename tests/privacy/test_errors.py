"""An error quotes nobody: not the driver's, not pydantic's, not ours, whatever caused it."""

import ast
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from db import patients, visits
from db.clinic import Clinic
from db.drafts import DraftRow
from db.sessions import check_row, record_engine, session_on
from db.trouble import RecordRefused, StoreTrouble
from desktop.trouble import CrashLog
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import Changes, ProblemId, Stamp, VisitEntry
from resources import pack_tables
from tests.db.given import STAMP, Place, make, registration
from tests.house.source_files import ROOMS, name_of, nodes_of, python_files

CANARY: Final = "Quixzolt"
"""A name that nobody has."""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make(tmp_path_factory.mktemp("clinic") / "clinic", read_guidelines(pack_tables()))


@pytest.fixture
def clinic(untouched: Place) -> Iterator[Clinic]:
    opened = untouched.open()
    yield opened
    opened.close()


def said(error: BaseException) -> str:
    """Everything that could be shown of an error, its causes included, but for our source lines."""
    told = traceback.TracebackException.from_exception(error)
    return "".join(told.format_exception_only()) + repr(error) + str(error.__cause__)


def wrong_patient(clinic: Clinic) -> None:
    entry = registration(CANARY * 100, CANARY)
    clinic.write(patients.register, entry, STAMP)


def wrong_number(clinic: Clinic) -> None:
    for _ in range(2):
        clinic.write(patients.register, registration(CANARY, number=CANARY), STAMP)


def wrong_problem(clinic: Clinic) -> None:
    entry = VisitEntry(ProblemId(CANARY), Visit(STAMP.today, note=CANARY))
    clinic.write(visits.save, entry, STAMP)


def wrong_statement(clinic: Clinic) -> None:
    def ask(session: Session, name: str, _stamp: Stamp) -> Changes:
        session.execute(text("INSERT INTO patient (id, nothing) VALUES (:name, 1)"), {"name": name})
        return Changes(frozenset())

    clinic.write(ask, CANARY, STAMP)


def wrong_row(clinic: Clinic) -> None:
    row = DraftRow(
        id=CANARY, problem_id=CANARY, form="visit", who="", kept_at=STAMP.at, body=CANARY
    )
    check_row(row)


@pytest.mark.parametrize(
    "cause", [wrong_patient, wrong_number, wrong_problem, wrong_statement, wrong_row]
)
def test_no_error_quotes_what_was_typed(
    clinic: Clinic, tmp_path: Path, cause: Callable[[Clinic], None]
) -> None:
    with pytest.raises((RecordRefused, StoreTrouble, RuntimeError, ValidationError)) as found:
        cause(clinic)
    assert CANARY not in said(found.value)
    log = CrashLog(tmp_path / "crash.log")
    log.write_error(found.value)
    assert CANARY not in log.path.read_text("utf-8")


def test_the_driver_s_own_error_hides_its_values(untouched: Place) -> None:
    records = record_engine(untouched.records, untouched.key(), "write")
    with session_on(records) as session, pytest.raises(SQLAlchemyError) as found:
        session.execute(text("INSERT INTO patient (id) VALUES (:name)"), {"name": CANARY})
    records.dispose()
    assert CANARY not in said(found.value)
    assert "hide_parameters" in str(found.value)


@pytest.mark.parametrize(
    ("called", "option"),
    [("ConfigDict", "hide_input_in_errors"), ("create_engine", "hide_parameters")],
)
def test_every_class_and_every_engine_hides_values(called: str, option: str) -> None:
    # To read a text is quick, to take it apart is not.
    naming = [path for path in python_files(*ROOMS) if called in path.read_text("utf-8")]
    calls = [(name_of(path), call) for path in naming for call in _calls(path, called)]
    assert calls
    assert not [f"{name}:{call.lineno}" for name, call in calls if not _is_on(call, option)]


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _is_on(call: ast.Call, option: str) -> bool:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    value = given.get(option)
    return isinstance(value, ast.Constant) and value.value is True
