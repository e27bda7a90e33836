"""Whatever happens to a clinic, in any order: it holds what was acknowledged, not more or less."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, Literal, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session

import resources
from db import advance, backup, contents, patients, rekey, restore, revisions, undoing, visits
from db.advance import Batch
from db.backup import BackupOrder
from db.clinic import Clinic
from db.lock import hold
from db.rekey import RekeyOrder
from db.restore import RestoreOrder
from db.trouble import RecordRefused
from pathway.facts import Visit
from pathway.guidelines import Guidelines, read_guidelines
from pathway.records import Amendment, ProblemId, Stamp, VisitEntry, VisitId
from tests.db.given import STAMP, Place, make, problem_of, registration

EXAMPLES: Final = int(os.environ.get("FORAMEN_STATE_EXAMPLES", "100"))
STEPS: Final = 30
APP: Final = "1"
SHARED: Final = Path("/dev/shm")
Upkeep: TypeAlias = Literal["back up", "restore", "crash", "new key", "lock"]
End: TypeAlias = Literal["undone", "redone"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a visit must say."""

    pain: int
    note: str
    signed: bool = False


Charts: TypeAlias = dict[ProblemId, dict[VisitId, Told]]
LETTERS: Final = st.characters(codec="utf-8", exclude_characters="\0")
NOTES: Final = st.text(LETTERS, max_size=30)
PAIN: Final = st.integers(0, 10)
FAMILIES: Final = st.sampled_from(("Okafor", "Ng", "Þorvaldsdóttir", "O'Donoghue", "محمد"))


@cache
def _guidelines() -> Guidelines:
    return read_guidelines(resources.pack_tables())


@cache
def _untouched() -> Place:
    return make(Path(mkdtemp(prefix="untouched-")) / "clinic", _guidelines())


class AnyOrder(RuleBasedStateMachine):
    """One clinic and what it must hold."""

    problems = Bundle("problems")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=SHARED if SHARED.is_dir() else None))
        self.place = replace(_untouched(), folder=self.folder / "clinic")
        shutil.copytree(_untouched().folder, self.place.folder)
        self.clinic = self.place.open()
        self.stamp = STAMP
        self.charts: Charts = {}
        self.kept: tuple[Path, Charts] | None = None
        self.touched: ProblemId | None = None

    def teardown(self) -> None:
        try:
            _everything(self.clinic, self.charts)
            assert self.clinic.read(revisions.verify).is_whole
            self.clinic.close()
            with self.place.key() as key:
                contents.examined(self.place.records, key)
        finally:
            shutil.rmtree(self.folder)

    @initialize(target=problems, family=FAMILIES)
    def first(self, family: str) -> ProblemId:
        return self.add(family)

    @rule(target=problems, family=FAMILIES)
    def register(self, family: str) -> ProblemId:
        return self.add(family)

    @rule(problem=problems, pain=PAIN, note=NOTES)
    def see(self, problem: ProblemId, pain: int, note: str) -> None:
        if problem in self.charts:
            self._save(problem, None, Told(pain, note))

    @rule(problem=problems, pain=PAIN, note=NOTES)
    def change_or_amend(self, problem: ProblemId, pain: int, note: str) -> None:
        for visit, was in list(self.charts.get(problem, {}).items())[-1:]:
            self._save(problem, visit, replace(was, pain=pain, note=note))

    @rule(problem=problems)
    def sign(self, problem: ProblemId) -> None:
        for visit, told in list(self.charts.get(problem, {}).items())[-1:]:
            if not told.signed:
                self.clinic.write(visits.sign, visit, self._next())
                self.charts[problem][visit] = replace(told, signed=True)
                self.touched = problem

    @rule(problem=problems, pain=PAIN, end=st.sampled_from(("undone", "redone")))
    def undo(self, problem: ProblemId, pain: int, end: End) -> None:
        if problem not in self.charts:
            return
        before = dict(self.charts[problem])
        self._save(problem, None, Told(pain, "to be undone"))
        stacks = self.clinic.read(undoing.reversible, self.stamp.who, 0)
        assert stacks.undo
        self.clinic.write(undoing.undo, stacks.undo.op, self._next())
        if end == "undone":
            self.charts[problem] = before
            return
        stacks = self.clinic.read(undoing.reversible, self.stamp.who, 0)
        assert stacks.redo
        self.clinic.write(undoing.redo, stacks.redo.op, self._next())

    @rule(problem=problems)
    def be_refused(self, problem: ProblemId) -> None:
        tomorrow = Visit(self.stamp.today + timedelta(days=1), pain_limb=9)
        with pytest.raises(RecordRefused):
            self.clinic.write(visits.save, VisitEntry(problem, tomorrow), self._next())

    @rule(days=st.integers(1, 45))
    def advance(self, days: int) -> None:
        """Let time go by: who moves by the calendar is moved, and no fact changes."""
        self.stamp = replace(self.stamp, today=self.stamp.today + timedelta(days=days))
        batch = Batch(_guidelines())
        while self.clinic.read(advance.count_due, self.stamp.today):
            self.clinic.write(advance.advance, batch, self._next())

    @rule(what=st.sampled_from(("back up", "restore", "crash", "new key", "lock")))
    def keep_up(self, what: Upkeep) -> None:
        """Do what touches the whole file; it takes longest, so it comes once in a while."""
        work: dict[Upkeep, Callable[[], None]] = {
            "back up": self._back_up,
            "restore": self._restore,
            "crash": self._crash,
            "new key": self._new_key,
            "lock": partial(self._closed, lambda: None),
        }
        work[what]()

    def _back_up(self) -> None:
        """Make a backup, to be restored later: it opens with the key of today."""
        to = self.folder / "backups"
        to.mkdir(exist_ok=True)
        order = BackupOrder(self.place.folder, to, self._next().at, APP)
        with self.place.key() as key:
            self.kept = backup.make(order, key).path, _copy(self.charts)

    def _restore(self) -> None:
        if self.kept is None:
            return
        path, charts = self.kept
        order = RestoreOrder(path, self.place.folder, self._next().at, APP)

        def work() -> None:
            with self.place.key() as key:
                assert restore.restore(order, key).is_alike
            self.charts, self.kept = _copy(charts), None

        self._closed(work)

    def _crash(self) -> None:
        """Take what lies there, as a crash would leave it, and open that."""
        copied = Path(shutil.copytree(self.place.folder, self.folder / "crashed"))
        with self.place.key() as key:
            clinic = Clinic.open(copied, key, _guidelines())
            try:
                assert not clinic.notices
                _everything(clinic, self.charts)
            finally:
                clinic.close()
        shutil.rmtree(copied)

    def _new_key(self) -> None:
        def work() -> None:
            with hold(self.place.folder), self.place.key() as key:
                order = RekeyOrder(self.place.folder, self._next().at, APP)
                rekey.rekey(order, key).wipe()

        self._closed(work)
        self.kept = None  # it opens with the old key, which nobody has any more

    @invariant()
    def what_was_touched_is_as_it_must_be(self) -> None:
        if self.touched:
            _same(self.clinic, self.charts, self.touched)

    def add(self, family: str) -> ProblemId:
        entry = registration(family, given="Ruth")
        problem = problem_of(self.clinic.write(patients.register, entry, self._next()))
        self.charts[problem] = {}
        self.touched = problem
        return problem

    def _save(self, problem: ProblemId, visit: VisitId | None, told: Told) -> None:
        entry = VisitEntry(problem, Visit(self.stamp.today, pain_limb=told.pain, note=told.note))
        entry = replace(entry, id=visit)
        if told.signed:
            self.clinic.write(visits.amend, Amendment(entry, "misheard"), self._next())
        else:
            visit = self.clinic.write(visits.save, entry, self._next()).visit
        assert visit
        self.charts[problem][visit] = told
        self.touched = problem

    def _closed(self, work: Callable[[], None]) -> None:
        self.clinic.close()
        work()
        self.clinic = self.place.open()
        self.touched = None
        _everything(self.clinic, self.charts)

    def _next(self) -> Stamp:
        self.stamp = replace(self.stamp, at=self.stamp.at + timedelta(seconds=1))
        return self.stamp


def _everything(clinic: Clinic, charts: Charts) -> None:
    """See that a clinic holds just these charts."""
    assert clinic.read(_problems) == set(charts)
    for problem in charts:
        _same(clinic, charts, problem)


def _same(clinic: Clinic, charts: Charts, problem: ProblemId) -> None:
    found = {
        one.id: Told(one.visit.pain_limb or 0, one.visit.note, bool(one.signed_by))
        for one in clinic.read(visits.load, problem)
        if one.in_error is None
    }
    assert found == charts[problem]


def _problems(session: Session) -> set[str]:
    return set(session.connection().exec_driver_sql("SELECT id FROM problem").scalars())


def _copy(charts: Charts) -> Charts:
    return {problem: dict(visits) for problem, visits in charts.items()}


@pytest.mark.long(90)
@pytest.mark.timeout(900)
def test_in_any_order_the_store_holds_what_was_acknowledged() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate,),  # to make an example smaller takes longer than to read it
            suppress_health_check=list(HealthCheck),
        ),
    )
