"""The command line: exit status 0, 1 or 2, one clear line of trouble, never a traceback."""

import json
import os
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commandline import COMMANDS
from desktop.commands import BAD_INPUT, DONE, FAILED
from tests.exchange.samples import least_case, whole_case, with_value

ROOT = Path(__file__).parent.parent.parent
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(tmp_path, json.dumps(whole_case()))


def written(folder: Path, text: str) -> Path:
    path = folder / "case.json"
    path.write_text(text, "utf-8")
    return path


def command(*words: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding}
    line = [sys.executable, "-m", "desktop", *words]
    return subprocess.run(line, cwd=ROOT, env=surroundings, capture_output=True, timeout=60)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == DONE
    said = capsys.readouterr().out
    assert said.startswith(f"usage: foramen {name}")
    assert len(said.splitlines()) > 3


def test_help_lists_every_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == DONE
    said = capsys.readouterr().out
    for name, line in COMMANDS.items():
        assert name in said
        assert line[:30] in said


def test_version(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == DONE
    assert capsys.readouterr().out.startswith("foramen ")


@pytest.mark.parametrize(
    "words",
    [
        ["operate"],
        ["--hom", "x"],
        ["assess"],
        ["assess", "x.json", "--on", "yesterday"],
        ["assess", "x.json", "--on", "2026-02-30"],
        ["assess", "x.json", "--on", "20260201"],
        ["assess", "x.json", "--surprise"],
        ["schema", "patient"],
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == BAD_INPUT
    said = capsys.readouterr().err
    assert said.startswith("foramen")
    assert said.count("\n") == 1
    assert "--help" in said


def test_assess_for_people(case: Path, capsys: Capture) -> None:
    assert main(["assess", str(case), "--on", "2026-02-10"]) == DONE
    said = capsys.readouterr().out
    assert said.startswith("Assessed on 10-Feb-2026 by foramen-2026")
    assert "Red flags: emergency" in said
    assert "Stage: acute, week 4, day 21" in said


def test_assess_for_programs(case: Path, capsys: Capture) -> None:
    assert main(["assess", str(case), "--on", "2026-02-10", "--json"]) == DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["assessed_on"] == "2026-02-10"
    assert answer["roots"]["ranked"][0] == "L5"


def test_the_day_is_today_unless_another_is_named(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("desktop.today"), "today", lambda: date(2026, 2, 11))
    assert main(["assess", str(case), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["assessed_on"] == "2026-02-11"


def refusal(words: list[str], capsys: Capture) -> str:
    assert main(words) == BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_what_is_wrong_in_a_file_is_named_with_file_and_path(
    tmp_path: Path, capsys: Capture
) -> None:
    path = written(tmp_path, with_value("visits.0.pain.limb", 11))
    said = refusal(["assess", str(path), "--on", "2026-02-10"], capsys)
    assert said == f"foramen: {path}: visits[0].pain.limb: expected a number from 0 to 10\n"


@pytest.mark.parametrize(
    ("on", "place"), [("2026-01-19", "problem.onset"), ("1960-01-01", "patient.birth_date")]
)
def test_a_day_before_the_facts(case: Path, capsys: Capture, on: str, place: str) -> None:
    assert place in refusal(["assess", str(case), "--on", on], capsys)


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: Capture) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        said = refusal(["assess", str(path), "--on", "2026-02-10"], capsys)
        assert str(path) in said
        assert "readable file" in said


def test_a_file_that_is_no_text(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refusal(["assess", str(path), "--on", "2026-02-10"], capsys)


def test_a_pack_that_is_not_there(case: Path, capsys: Capture) -> None:
    said = refusal(["assess", str(case), "--on", "2026-02-10", "--pack", "../x"], capsys)
    assert "there is foramen-2026" in said


def test_a_bug_is_one_sentence_and_a_log_without_values(
    case: Path, home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("Okafor")

    monkeypatch.setattr(import_module("pathway.evaluate"), "evaluate", break_down)
    assert main(["--home", str(home), "assess", str(case), "--on", "2026-02-10"]) == FAILED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Okafor" not in said.err
    log = (home / "crash.log").read_text("utf-8")
    assert "KeyError" in log
    assert "Okafor" not in log


@pytest.mark.parametrize("which", ["case", "assessment"])
def test_schema(which: str, capsys: Capture) -> None:
    assert main(["schema", which]) == DONE
    schema = json.loads(capsys.readouterr().out)
    assert schema["title"] == f"foramen-{which}/1"


def test_the_case_schema_names_each_red_flag_that_is_asked(capsys: Capture) -> None:
    main(["schema", "case"])
    visit = json.loads(capsys.readouterr().out)["$defs"]["VisitCase"]
    answers = visit["properties"]["red_flags"]["properties"]
    assert {"RF-C1", "RF-M10", "RF-V6", "RF-P6", "unlisted"} <= answers.keys()
    assert not {"RF-N1", "RF-N2", "RF-T4", "RF-P5"} & answers.keys()


def test_output_is_utf8_whatever_the_terminal_says() -> None:
    run = command("schema", "case", encoding="ascii")
    assert run.returncode == DONE
    assert "°C" in run.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    case = written(tmp_path, json.dumps(least_case()))
    line = [sys.executable, "-m", "desktop", "assess", str(case), "--on", "2026-02-10"]
    for buffered in ("", "1"):
        env = {**os.environ, "PYTHONUNBUFFERED": buffered}
        gone, output = os.pipe()
        os.close(gone)
        run = subprocess.run(line, cwd=ROOT, env=env, stdout=output, stderr=subprocess.PIPE)
        os.close(output)
        assert run.stderr == b""
        assert run.returncode == FAILED


def test_assess_needs_no_window_and_no_store() -> None:
    program = (
        "import sys; from desktop.__main__ import main;"
        "main(['assess', 'tests/cases/x05-onset-today.case.json', '--on', '2026-02-10']);"
        "print([m for m in ('PySide6', 'sqlalchemy', 'reportlab') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, text=True
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_tour_with_too_few_patients_says_how_many_it_needs(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["demo", "--tour", str(tmp_path / "tour"), "--patients", "5"]) == BAD_INPUT
    (line,) = capsys.readouterr().err.splitlines()
    assert "--patients 5: the tour needs 30" in line
    assert not (tmp_path / "tour").exists()
