"""A clinic's own thresholds from its file: in assessments, prints and plan, or refused."""

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import __main__ as entry
from desktop.overridefile import LARGEST, OverrideTrouble, with_file
from exchange.schema import assessment_schema
from pathway.facts import Patient
from tests.desktop.books import books
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.exchange.schemas import objections

CASE = Path(__file__).parents[1] / "cases" / "v05-window-opens-day-42.case.json"
FILE = """
[override.window_care_days]
value = 63
who = "Dr Lee"
when = 2026-03-01
why = "The region asks for 9 weeks of care"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "overrides.toml"
    path.write_text(FILE, "utf-8")
    return path


def assessed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert entry.main(["assess", str(CASE), "--on", "2026-02-16", *words]) == 0
    return capsys.readouterr().out


def test_the_assessment_uses_and_names_them(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = ("--overrides", str(file))
    found = json.loads(assessed(capsys, "--json", *own))
    assert found["pack"]["overrides"] == [
        {
            "name": "window_care_days",
            "value": 63,
            "pack_value": 42,
            "who": "Dr Lee",
            "when": "2026-03-01",
            "why": "The region asks for 9 weeks of care",
        }
    ]
    assert objections(found, json.loads(assessment_schema())) == []
    assert found["surgical_evaluation"]["status"] == "not_yet"
    usual = json.loads(assessed(capsys, "--json"))
    assert usual["surgical_evaluation"]["status"] == "window_open"
    text = assessed(capsys, *own)
    assert "window_care_days is 63 in place of 42 (Dr Lee, 01-Mar-2026: The region asks" in text
    assert "the window needs care day 63" in text


def test_each_print_names_them(file: Path, tmp_path: Path) -> None:
    for command in (("handout", "care_plan"), ("letter", "emergency")):
        out = tmp_path / f"{command[1]}.pdf"
        words = [command[0], str(CASE), "--kind", command[1], "--on", "2026-02-16"]
        assert entry.main([*words, "--overrides", str(file), "-o", str(out)]) == 0
        for page in PdfReader(out).pages:
            assert "The clinic's own limits: window care days 63" in " ".join(
                page.extract_text().split()
            )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[override.window_care_days]\nvalue = 63", "override.window_care_days.who: expected"),
        (b"override = [", "expected TOML in UTF-8"),
        (b"\xff", "expected TOML in UTF-8"),
        (b"#" * (LARGEST + 1), "expected at most"),
        (None, "expected a readable file"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(
    content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "overrides.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OverrideTrouble) as refused:
        with_file(books().guidelines, path)
    assert str(refused.value).startswith(f"{path}: {said}")
    assert entry.main(["assess", str(CASE), "--overrides", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"foramen: {path}: {said}")


def chart_of(sat: Sitting) -> list[str]:
    """Open the chart of a new patient and return what stands on the plan."""
    (changes,) = register(sat, Patient(date(1970, 1, 1), family_name="Banda"))
    assert changes.problem is not None
    rooms = sat.entrance.rooms
    assert rooms is not None
    rooms.show_chart(changes.problem)
    assert rooms.chart is not None
    sat.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    rooms.chart.plan.finish()
    return [label.text() for label in rooms.chart.plan.findChildren(QLabel)]


def test_the_window_uses_the_clinics_file(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    places = found_clinic(home, today)
    (places.clinic / "overrides.toml").write_text(FILE, "utf-8")
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        said = " ".join(chart_of(sat))
        assert "The clinic's own limit: window care days 63 in place of 42 (Dr Lee," in said
        assert sat.entrance.desk is not None
        assert sat.entrance.desk.guidelines.thresholds.window_care_days == 63
        assert not sat.entrance.desk.content_faults


def test_the_window_says_why_it_does_not_use_a_wrong_file(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    places = found_clinic(home, today)
    (places.clinic / "overrides.toml").write_text(FILE.replace("2026-03-01", "1"), "utf-8")
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        assert sat.entrance.upkeep is not None
        bar = sat.entrance.upkeep.bar
        sat.see(bar.isVisible)
        assert "overrides.toml: override.window_care_days.when: expected a date" in bar.text()
        assert sat.entrance.desk is not None
        assert sat.entrance.desk.guidelines.thresholds.window_care_days == 42


def test_a_pack_past_its_review_says_so_until_it_is_read(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    later = date.fromordinal(books().guidelines.review_on.toordinal() + 1)
    with sitting(qtbot, qapp, found_clinic(home, later), later) as sat:
        sat.unlock()
        assert sat.entrance.upkeep is not None
        bar = sat.entrance.upkeep.bar
        sat.see(bar.isVisible)
        assert "was to be reviewed by 01-Jan-2027" in bar.text()
        bar.lines[0].button.setFocus()
        sat.press(Qt.Key.Key_Return)
        sat.see(bar.isHidden)
