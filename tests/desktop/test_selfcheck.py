"""The program checks itself at start: when that fails, no advice is shown and work goes on."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import resources
from db import snapshots
from desktop import __main__ as entry
from desktop import selfcheck
from desktop.desk import opened
from desktop.packs import PackRefused
from desktop.pages.chart import ChartPage
from desktop.selfcheck import SelfCheck, Verdict, changed_files, failed_vignettes
from pathway.facts import Patient
from resources import seal
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CASE = Path(__file__).parents[1] / "cases" / "v05-window-opens-day-42.case.json"
FAILED = r"^self check failed: "


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manifest in place of the real one, in a program that looks at it."""
    monkeypatch.delenv(selfcheck.UNSEALED)
    files = {name: f"{number:064}" for number, name in enumerate(seal.checksums())}
    monkeypatch.setattr(seal, "sealed", lambda _folder: files)
    monkeypatch.setattr(seal, "checksums", lambda _folder: dict(files))
    return tmp_path


def spoil(monkeypatch: pytest.MonkeyPatch) -> None:
    now = seal.sealed(seal.HERE)
    now["packs/foramen-2026/thresholds.toml"] = "f" * 64
    monkeypatch.setattr(seal, "checksums", lambda _folder: now)
    monkeypatch.setattr(
        seal, "sealed", lambda _folder: {**now, "packs/foramen-2026/thresholds.toml": ""}
    )


# ---------------------------------------------------------------- the check


def test_the_vignettes_that_ship_get_their_answers() -> None:
    assert failed_vignettes() == ()
    names = [told["name"] for told in resources.vignettes()]
    assert len(names) >= 8
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("level", "none"),
        ("open", []),
        ("stage", "chronic"),
        ("status", "not_yet"),
        ("imaging", "not_routine"),
        ("root", ["clear", "L5"]),
        ("warnings", ["M01"]),
        ("options", {"nsaid": "offered"}),
    ],
)
def test_another_answer_is_found(part: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    told = next(told for told in resources.vignettes() if told["name"] == "cauda equina")
    expected = told["expect"]
    assert isinstance(expected, dict)
    changed = {**told, "expect": {**expected, part: wrong}}
    monkeypatch.setattr(resources, "vignettes", lambda: [changed])
    assert failed_vignettes() == ("cauda equina",)


@pytest.mark.parametrize("told", [[{"name": "x"}], [{}], "none"])
def test_a_check_that_cannot_run_has_not_held(
    told: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "vignettes", lambda: told)
    assert failed_vignettes()


def test_an_answer_that_nobody_expected_has_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    told: Mapping[str, object] = {**resources.vignettes()[0], "expect": None}
    monkeypatch.setattr(resources, "vignettes", lambda: [told])
    assert failed_vignettes()


def test_a_pack_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> object:
        raise PackRefused("thresholds.toml")

    monkeypatch.setattr(selfcheck, "own_pack", refuse)
    assert failed_vignettes() == (resources.DEFAULT_PACK,)


def test_changed_content_is_found(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert changed_files() == ()
    spoil(monkeypatch)
    assert changed_files() == ("packs/foramen-2026/thresholds.toml",)
    monkeypatch.setenv(selfcheck.UNSEALED, "1")
    assert changed_files() == ()


def test_content_that_cannot_be_read_has_changed(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> dict[str, str]:
        raise PermissionError(13, "no", "pack.toml")

    monkeypatch.setattr(seal, "checksums", refuse)
    assert changed_files() == ("pack.toml",)


def test_the_check_runs_once_and_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []

    def vignettes() -> tuple[str, ...]:
        runs.append(1)
        return ()

    monkeypatch.setattr(selfcheck, "failed_vignettes", vignettes)
    check, found = SelfCheck(), []
    threads = [Thread(target=lambda: found.append(check.verdict())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runs == [1]
    assert found == [Verdict()] * 4
    assert found[0].is_sound


@pytest.mark.expects_log(FAILED + "acute, day 27")
def test_a_failed_check_is_logged_without_patients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck, "failed_vignettes", lambda: ("acute, day 27",))
    assert not SelfCheck().verdict().is_sound


# ---------------------------------------------------------------- the command line


def test_changed_content_gives_no_advice_on_the_command_line(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(monkeypatch)
    assert entry.main(["assess", str(CASE), "--on", "2026-02-16"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("foramen: the program's content was changed (packs/foramen-2026/")
    assert said.err.count("\n") == 1


def test_the_emergency_letter_is_printed_all_the_same(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(monkeypatch)
    out = sealed / "letter.pdf"
    words = ["letter", str(CASE), "--kind", "emergency", "--on", "2026-02-16", "-o", str(out)]
    assert entry.main(words) == 0
    assert "advice could not be worked out" in capsys.readouterr().err
    assert "OSEI" in PdfReader(out).pages[0].extract_text()


# ---------------------------------------------------------------- the window


class Doubtful(SelfCheck):
    """A check that has failed."""

    def verdict(self) -> Verdict:
        return Verdict(("packs/foramen-2026/thresholds.toml",), ("cauda equina",))


@pytest.fixture
def doubted(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sitting]:
    """Somebody in front of a chart, in a program whose check of itself failed."""
    monkeypatch.setattr(opened, "SELF_CHECK", Doubtful())
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        (changes,) = register(sat, patient)
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        yield sat


def chart(sat: Sitting) -> ChartPage:
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    return sat.entrance.rooms.chart


def test_a_banner_says_so(doubted: Sitting) -> None:
    assert doubted.entrance.upkeep is not None
    bar = doubted.entrance.upkeep.bar
    doubted.see(bar.isVisible)
    assert "check of itself failed (packs/foramen-2026/thresholds.toml, cauda" in bar.text()
    assert not bar.lines[0].button.isVisible()


def test_no_advice_is_shown_and_a_visit_can_be_kept(doubted: Sitting) -> None:
    type_text("y")
    press(Qt.Key.Key_S, modifier=CONTROL)
    doubted.settle()
    view = chart(doubted).view
    assert view is not None
    assert [visit.visit.red_flags["RF-C1"].answer for visit in view.visits] == ["yes"]
    press(Qt.Key.Key_2, modifier=CONTROL)
    labels = [label.text() for label in chart(doubted).plan.findChildren(QLabel)]
    assert any("could not be worked out" in text for text in labels)
    assert not chart(doubted).plan.cards


def test_the_emergency_letter_works(doubted: Sitting) -> None:
    press(Qt.Key.Key_F2, modifier=ALT)
    printing = chart(doubted).printing
    doubted.see(lambda: bool(printing.preview.pages))
    assert "BANDA" in PdfReader(BytesIO(printing.pdf)).pages[0].extract_text()


def test_nothing_is_kept_as_advice(doubted: Sitting) -> None:
    desk = doubted.entrance.desk
    assert desk is not None
    assert desk.reader.read(snapshots.count_without_advice) == 1
