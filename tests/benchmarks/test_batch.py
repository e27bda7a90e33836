"""Fifty handouts in a row never hold the window up: its longest turn, beside a bare form of Qt.

Of a turn what the window's thread worked counts: on a quiet machine that is the time by the clock.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from desktop.desk.batch import BatchPaper
from desktop.pages.several import KINDS
from desktop.pages.workprints import WorkPrintsPage
from handouts.styles import PageStyle
from pathway.facts import Patient
from pathway.records import ProblemId
from tests.benchmarks.floors import bare_form_seconds
from tests.benchmarks.watchdog import Watchdog, longest
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.test_several_prints import Ear, Tray

PEOPLE: Final = 7
PAPERS: Final = 50
PATIENCE_MILLISECONDS: Final = 600_000
AIM_MILLISECONDS: Final = 50
FORM_MILLISECONDS: Final = 24
"""A bare form: the least of a dozen runs, all of them under load (docs/performance.md)."""
MOST_FORMS: Final = AIM_MILLISECONDS / FORM_MILLISECONDS


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


@pytest.mark.long(120)
@pytest.mark.timeout(900)
def test_fifty_handouts_never_hold_the_window_up(
    benchmark: BenchmarkFixture, sat: Sitting, tmp_path: Path
) -> None:
    floor = 1000 * bare_form_seconds()
    problems = _people(sat)
    assert sat.entrance.rooms is not None
    assert sat.entrance.desk is not None
    page = WorkPrintsPage(sat.entrance.desk, sat.window.pages)
    page.open(problems, "All")
    sat.window.show_page(page)
    sat.settle()
    page.grab()  # it stands there before somebody presses the button
    batch, ear, watch = page.several.batch, Ear(page.several.batch), Watchdog(page)
    pairs = ((problem, kind) for problem in problems for kind in KINDS)
    papers = [BatchPaper(problem, kind) for problem, kind in islice(cycle(pairs), PAPERS)]

    def print_all() -> None:
        watch.start()
        batch.start(papers, PageStyle(), Tray(tmp_path).choose(None))
        sat.qtbot.waitUntil(lambda: bool(ear.heard), timeout=PATIENCE_MILLISECONDS)
        watch.stop()

    benchmark.pedantic(print_all, rounds=1)
    (end,) = ear.heard
    assert end.printed + len(end.refused) == PAPERS
    assert end.printed > PAPERS / 2
    worst = longest(watch.stalls)
    most = worst[0].working_milliseconds if worst else 0.0
    benchmark.extra_info.update(
        bare_form_milliseconds=round(floor, 1),
        longest_turn_milliseconds=round(most, 1),
        bare_forms=round(most / floor, 2),
        longest=[round(one.working_milliseconds, 1) for one in worst],
    )
    assert most <= MOST_FORMS * floor, worst


def _people(sat: Sitting) -> tuple[ProblemId, ...]:
    people = [
        Patient(
            date(1970, 1, 1) + timedelta(number),
            family_name=f"Banda {number}",
            allergy_state="none_known",
        )
        for number in range(PEOPLE)
    ]
    problems = [changes.problem for changes in register(sat, *people)]
    return tuple(problem for problem in problems if problem is not None)
