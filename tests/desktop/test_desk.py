"""The desk keeps drafts, corrects and undoes, and knows what was printed; no page is needed."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from db import vault
from desktop.background import Background
from desktop.desk import Desk, advice, open_records
from desktop.today import Today
from desktop.trouble import CrashLog, Trouble, Watch
from handouts.styles import PageStyle
from pathway.drafts import Draft, DraftKey
from pathway.facts import FlagAnswer, OnsetDay, Patient, Problem, Visit
from pathway.prints import PrintId
from pathway.records import (
    Amendment,
    Changes,
    EnteredInError,
    ProblemId,
    Registration,
    VisitEntry,
    VisitId,
)
from pathway.since import Since
from tests.desktop.clinics import PASSPHRASE, USER, Clock, Waiting, found_clinic

DAY = date(2026, 3, 30)
PERSON = Patient(date(1968, 3, 14), family_name="Okafor", given_name="Ruth", sex="female")
VISIT = Visit(DAY, pain_limb=7, red_flags={"RF-C1": FlagAnswer("no")}, signed=False)
A4 = PageStyle("a4", "large")


class Sat:
    """Somebody at a desk: asks, and waits for the answer."""

    def __init__(self, qtbot: QtBot, desk: Desk, background: Background, clock: Clock) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.background = background
        self.clock = clock
        self.troubles = Waiting()
        desk.troubled.connect(self.troubles.take)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.background.is_busy)

    def ask(self, question: Callable[..., None], *args: object) -> object:
        """Ask something and return its answer, or the trouble with it."""
        waiting = Waiting()
        question(*args, waiting.take, waiting.take)
        self.qtbot.waitUntil(lambda: bool(waiting.answers))
        self.settle()
        return waiting.answers[0]

    def changes(self, question: Callable[..., None], *args: object) -> Changes:
        answer = self.ask(question, *args)
        assert isinstance(answer, Changes)
        return answer

    def register(self) -> ProblemId:
        problem = Problem("lumbar", OnsetDay(DAY - timedelta(30)), "left")
        found = self.changes(self.desk.register, Registration(PERSON, problem)).problem
        assert found
        return found

    def save(self, entry: VisitEntry) -> VisitId:
        found = self.changes(self.desk.save_visit, entry).visit
        assert found
        return found


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    places = found_clinic(tmp_path / "home", DAY)
    clock = Clock(DAY)
    parent = QObject()
    background = Background(parent)
    watch = Watch(CrashLog(places.crash_log, clock), parent)
    opened = open_records(places.clinic, vault.unlock(places.clinic, USER, PASSPHRASE))
    desk = Desk(opened, background, Today(parent, clock), watch, parent)
    found = Sat(qtbot, desk, background, clock)
    yield found
    found.settle()
    background.close()
    desk.close()
    assert found.troubles.answers == []


def draft(problem: ProblemId, text: str) -> Draft:
    return Draft(problem, on=DAY, typed=(("note", text),))


def test_of_many_drafts_only_the_newest_is_written(sat: Sat) -> None:
    problem = sat.register()
    kept = Waiting()
    sat.desk.drafts.kept.connect(kept.take)
    gate = threading.Event()
    sat.background.run("store", gate.wait, Waiting().take, Waiting().take)
    for number in range(50):
        sat.desk.drafts.keep(draft(problem, str(number)))
    (seen,) = sat.desk.drafts.of_problem(problem)
    assert seen.draft == draft(problem, "49")
    gate.set()
    sat.settle()
    assert [one.draft for one in kept.answers] == [draft(problem, "49")]  # type: ignore[attr-defined]
    (seen,) = sat.desk.drafts.of_problem(problem)
    assert seen.draft == draft(problem, "49")


def test_what_is_typed_while_a_save_waits_is_kept_after_it(sat: Sat) -> None:
    problem = sat.register()
    gate = threading.Event()
    sat.background.run("store", gate.wait, Waiting().take, Waiting().take)
    sat.desk.drafts.keep(draft(problem, "before"))
    saved = Waiting()
    sat.desk.save_visit(VisitEntry(problem, VISIT, draft="visit"), saved.take)
    sat.desk.drafts.keep(draft(problem, "after"))
    gate.set()
    sat.settle()
    assert len(saved.answers) == 1
    (seen,) = sat.desk.drafts.of_problem(problem)
    assert seen.draft == draft(problem, "after")


def test_views_hear_of_a_draft_when_it_begins_and_when_it_ends(sat: Sat) -> None:
    problem = sat.register()
    heard = Waiting()
    sat.desk.changed.connect(heard.take)
    for number in range(3):
        sat.desk.drafts.keep(draft(problem, str(number)))
        sat.settle()
    assert [line.key for line in sat.desk.drafts.unfinished()] == [DraftKey(problem, "visit")]
    sat.save(VisitEntry(problem, VISIT, draft="visit"))
    assert sat.desk.drafts.unfinished() == ()
    areas = [one.areas for one in heard.answers if isinstance(one, Changes)]
    assert areas == [{"drafts"}, {"drafts", "visits"}]
    sat.desk.drafts.keep(draft(problem, "again"))
    sat.settle()
    assert len(heard.answers) == 3
    sat.changes(sat.desk.drafts.discard, DraftKey(problem, "visit"))
    assert sat.desk.drafts.of_problem(problem) == ()


def test_a_draft_that_cannot_be_kept_is_told_and_stays_in_hand(sat: Sat) -> None:
    problem = sat.register()
    told = Waiting()
    too_long = draft(problem, "x" * 600_000)
    sat.desk.drafts.keep(too_long, told.take)
    sat.settle()
    assert [trouble.code for trouble in told.answers] == ["refused_invalid"]  # type: ignore[attr-defined]
    (seen,) = sat.desk.drafts.of_problem(problem)
    assert seen.draft == too_long


def test_a_draft_changes_no_advice(sat: Sat) -> None:
    problem = sat.register()
    sat.save(VisitEntry(problem, VISIT))
    before = sat.desk.assessment(problem)
    sat.desk.drafts.keep(draft(problem, "x"))
    sat.settle()
    assert sat.desk.assessment(problem) is before


def test_advice_is_worked_out_beside_the_window(sat: Sat) -> None:
    problem = sat.register()
    sat.save(VisitEntry(problem, VISIT))
    told = Waiting()
    sat.desk.advice.foresee(problem, told.take)
    assert told.answers == []
    sat.settle()
    assert told.answers == [problem]
    found = sat.desk.assessment(problem)
    assert found
    assert found.forecast
    sat.desk.advice.foresee(problem, told.take)
    assert told.answers == [problem, problem], "it is there already"


def test_advice_on_facts_that_changed_meanwhile_is_not_kept(
    sat: Sat, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = sat.register()
    sat.save(VisitEntry(problem, VISIT))
    told = Waiting()
    sat.desk.advice.foresee(problem, told.take)
    sat.desk.advice.forget()
    sat.settle()
    assert told.answers == [problem]
    monkeypatch.setattr(advice, "evaluate", lambda *_: None)
    assert sat.desk.assessment(problem) is None, "it was worked out anew"


def test_undo_and_redo_by_name(sat: Sat) -> None:
    problem = sat.register()
    corrections = sat.desk.corrections
    assert (corrections.undo_text, corrections.redo_text) == ("", "")
    sat.save(VisitEntry(problem, VISIT))
    assert corrections.undo_text == "saving the visit of 30-Mar-2026 · OKAFOR, Ruth"
    changes = sat.changes(corrections.undo)
    assert changes.problem == problem
    view = sat.desk.view(problem)
    assert view
    assert view.visits == ()
    assert corrections.undo_text == ""
    assert corrections.redo_text == "saving the visit of 30-Mar-2026 · OKAFOR, Ruth"
    sat.changes(corrections.redo)
    view = sat.desk.view(problem)
    assert view
    assert [replace(visit, recorded_at=None) for visit in view.chart.visits] == [VISIT]


def test_a_second_undo_at_once_does_nothing(sat: Sat) -> None:
    problem = sat.register()
    sat.save(VisitEntry(problem, VISIT))
    answers = Waiting()
    for _ in range(2):
        sat.desk.corrections.undo(answers.take, answers.take)
    sat.settle()
    assert len(answers.answers) == 1


def test_a_signed_visit_is_amended_and_its_versions_stay(sat: Sat) -> None:
    problem = sat.register()
    visit = sat.save(VisitEntry(problem, VISIT))
    sat.changes(sat.desk.sign_visit, visit)
    assert sat.desk.corrections.undo_text == ""
    then = sat.clock.moment
    sat.clock.moment += timedelta(minutes=5)
    entry = VisitEntry(problem, replace(VISIT, pain_limb=2), id=visit)
    sat.changes(sat.desk.corrections.amend, Amendment(entry, "misheard"))
    versions = sat.desk.corrections.versions(visit)
    assert [one.recorded.visit.pain_limb for one in versions] == [7, 7, 2]
    assert versions[-1].reason == "misheard"
    known = sat.desk.corrections.as_known(problem, then)
    assert known
    assert known.chart.visits[0].pain_limb == 7
    before = sat.clock.moment - timedelta(days=9)
    assert sat.desk.corrections.as_known(problem, before) is None
    assert sat.desk.corrections.recalled(problem, before) is None
    recalled = sat.desk.corrections.recalled(problem, then)
    assert recalled
    assert recalled.is_available
    wrong = EnteredInError(visit, "wrong patient")
    sat.changes(sat.desk.corrections.visit_in_error, wrong)
    view = sat.desk.view(problem)
    assert view
    assert [one.id for one in view.visits_in_error] == [visit]
    answer = sat.ask(sat.desk.corrections.amend, Amendment(entry, "again"))
    assert isinstance(answer, Trouble)
    assert answer.code == "refused_in_error"


def test_what_was_printed_comes_back_and_tells_what_changed(sat: Sat) -> None:
    problem = sat.register()
    visit = sat.save(VisitEntry(problem, VISIT))
    sat.changes(sat.desk.sign_visit, visit)
    before = sat.desk.assessment(problem)
    pages = sat.ask(sat.desk.print_pages, "care_plan", problem, A4)
    assert isinstance(pages, bytes)
    changes = sat.changes(sat.desk.prints.record, pages)
    assert changes.areas == {"prints"}
    assert sat.desk.assessment(problem) is before
    (row,) = sat.desk.prints.of_problem(problem)
    assert (row.kind, row.paper, row.letters, row.draft) == ("care_plan", "a4", "large", False)
    assert (row.printed_by, row.pack_version) == (USER, sat.desk.guidelines.version)
    assert sat.ask(sat.desk.prints.changed_since, row.id) == ()
    second = sat.save(VisitEntry(problem, VISIT))
    found = sat.ask(sat.desk.prints.changed_since, row.id)
    assert found == (Since("visit_new", second, on=DAY),)
    assert sat.ask(sat.desk.prints.pages, row.id) == pages
    sat.changes(sat.desk.prints.record_again, row.id)
    again = sat.desk.prints.of_problem(problem)
    assert {one.reprint_of for one in again} == {None, row.id}
    assert len(again) == 2


def test_only_pages_that_the_desk_made_are_recorded(sat: Sat) -> None:
    for question, what in (
        (sat.desk.prints.record, b"%PDF"),
        (sat.desk.prints.pages, PrintId("x")),
        (sat.desk.prints.changed_since, PrintId("x")),
    ):
        answer = sat.ask(question, what)
        assert isinstance(answer, Trouble)
        assert answer.code == "refused_unknown_print"
