"""The commands ``handout`` and ``letter``, as people call them."""

from pathlib import Path
from typing import get_args

import pytest

from desktop.__main__ import main
from handouts.materials import HandoutKind
from tests.handouts.reading import pages_of

CASES = Path(__file__).parent.parent / "cases"
QUIET = str(CASES / "v02-subacute-day-28.case.json")
EMERGENCY = str(CASES / "v12-cauda-equina.case.json")
CHILD = str(CASES / "x01-age-16.case.json")
ON = ("--on", "2026-02-12")


def test_a_handout_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.pdf"
    assert main(["handout", QUIET, "--kind", "care_plan", *ON, "-o", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    pages = pages_of(out.read_bytes())
    assert all("DRAFT" in page for page in pages)
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["plan.pdf"]


def test_signed_by_takes_the_mark_away(tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    signed = ("--signed-by", "Dr Lee", "--paper", "letter", "--size", "large")
    assert main(["handout", QUIET, "--kind", "care_plan", *ON, *signed, "-o", str(out)]) == 0
    text = " ".join(pages_of(out.read_bytes()))
    assert "DRAFT" not in text
    assert "checked with you by Dr Lee" in text


@pytest.mark.parametrize("case", [EMERGENCY, CHILD])
def test_a_refusal_is_one_line_and_names_what_to_print(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.pdf"
    assert main(["handout", case, "--kind", "care_plan", *ON, "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "danger_card" in said
    assert "letter --kind emergency" in said
    assert not out.exists()


@pytest.mark.parametrize("case", [QUIET, EMERGENCY, CHILD])
def test_the_emergency_sheet_is_never_refused(case: str, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["letter", case, "--kind", "emergency", *ON, "-o", str(out)]) == 0
    assert len(pages_of(out.read_bytes())) == 1


def test_the_clinic_s_own_numbers_are_printed(tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.toml"
    clinic.write_text('name = "Hill"\n[phones]\nspine_emergency = "555 0199"\n', "utf-8")
    out = tmp_path / "sheet.pdf"
    asked = ["letter", EMERGENCY, "--kind", "emergency", *ON, "--clinic", str(clinic)]
    assert main([*asked, "-o", str(out)]) == 0
    assert "Phone 555 0199" in pages_of(out.read_bytes())[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nome = 1", "nome"),
        ("not toml", "TOML"),
        (None, "readable file"),
    ],
)
def test_a_wrong_clinic_file_is_named(
    content: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic = tmp_path / "clinic.toml"
    if content is not None:
        clinic.write_text(content, "utf-8")
    asked = ["letter", QUIET, "--kind", "emergency", *ON, "--clinic", str(clinic)]
    assert main([*asked, "-o", str(tmp_path / "sheet.pdf")]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "wrong", [("--language", "xx"), ("-o", "no-such-folder/plan.pdf"), ("--on", "1990-01-01")]
)
def test_wrong_options_are_one_line(
    wrong: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["handout", QUIET, "--kind", "care_plan", *ON, "-o", str(tmp_path / "a.pdf"), *wrong]
    assert main(asked) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_only_kinds_that_are_built_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["handout", QUIET, "--kind", "pamphlet", "-o", "x.pdf"])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert all(kind in said for kind in get_args(HandoutKind))


def test_a_handout_is_written_in_another_language(tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    asked = ["handout", QUIET, "--kind", "care_plan", *ON, "--language", "es-MX", "-o", str(out)]
    assert main(asked) == 0
    pages = pages_of(out.read_bytes())
    assert all("Nadie ha revisado todavía esta traducción" in page for page in pages)
    assert "Señales de peligro" in " ".join(pages)


@pytest.mark.parametrize(
    ("command", "kind", "language", "said"),
    [
        ("handout", "danger_card", "es", "No person has reviewed the danger signs in Spanish"),
        ("handout", "pocket_card", "es", "danger_card --language en"),
        ("handout", "care_plan", "ar", "in Arabic: its script is not verified"),
        ("handout", "care_plan", "hi-IN", "expected --language en"),
        ("letter", "urgent", "ar", "in Arabic: its script is not verified"),
        ("sheet", "intake", "es", "expected --language en"),
    ],
)
def test_what_a_language_cannot_say_is_refused_in_one_line(
    command: str,
    kind: str,
    language: str,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "refused.pdf"
    case = [] if command == "sheet" else [QUIET, *ON]
    asked = [command, *case, "--kind", kind, "--language", language, "-o", str(out)]
    assert main(asked) == 2
    err = capsys.readouterr().err
    assert said.casefold() in err.casefold()
    assert err.count("\n") == 1
    assert not out.exists()
