"""A table is there whole or not at all, and no name in it is a formula to a spreadsheet."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.figuretable import FigureTable, write_table
from desktop.models.tablefile import whole_table
from desktop.trouble import Expected
from pathway.figures import Figure, Part, Period
from pathway.records import PatientId, PatientRow, ProblemId
from tests.db.given import TODAY
from tests.desktop.books import books

MOST_BYTES = 8192


@contextmanager
def hardly_any_room() -> Iterator[None]:
    """Let no file grow beyond some pages."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write(path: Path, lines: int) -> None:
    with whole_table(path) as file:
        for number in range(lines):
            file.write(f"{number},BANDA Mary\r\n")


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
@pytest.mark.parametrize("before", [None, "an earlier table"])
def test_what_finds_no_room_leaves_no_half_table(tmp_path: Path, before: str | None) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "log.csv"
    if before is not None:
        path.write_text(before, "utf-8")
    with hardly_any_room(), pytest.raises(Expected) as refused:
        write(path, 2 * MOST_BYTES)
    assert refused.value.trouble.sentence.startswith(f"The table could not be written to {path}")
    assert names_in(folder) == ([] if before is None else ["log.csv"])
    assert before is None or path.read_text("utf-8") == before
    write(path, 2 * MOST_BYTES)
    assert names_in(folder) == ["log.csv"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf0,BANDA Mary\r\n1,")
    assert path.read_text("utf-8-sig").count("\n") == 2 * MOST_BYTES


def test_what_breaks_off_for_another_reason_leaves_none_either(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole_table(tmp_path / "log.csv") as file:
        file.write(str(1 / 0))
    assert not list(tmp_path.glob("log.csv*"))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\0=1"])
def test_no_name_of_a_patient_is_a_formula(tmp_path: Path, name: str) -> None:
    row = PatientRow(
        PatientId("p"), ProblemId("c"), "Banda", "", TODAY, "female", name, "lumbar", "left", None
    )
    counted = Figure("stages", 1, (Part("acute", (ProblemId("c"),)),))
    words = books()
    table = FigureTable(
        Period(TODAY, TODAY), (counted,), words.words, words.catalogue, with_names=True
    )
    path = tmp_path / "figures.csv"
    write_table(table, path, lambda _cases: (row, replace(row, family_name=name)))
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert "'" + name.replace("\0", "") in cells
    assert not [cell for cell in cells if cell.lstrip(" \0")[:1] in set("=+-@\t\r")]
