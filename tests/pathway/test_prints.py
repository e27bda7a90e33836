"""A print is the first of its pages unless it says of which it is a copy."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from pathway.prints import PrintEntry, PrintId, PrintRow
from pathway.records import ProblemId

PROBLEM = ProblemId("p1")
NOW = datetime(2026, 3, 30, 9, tzinfo=UTC)
ENTRY = PrintEntry(PROBLEM, "plan", "a4", "normal", b"%PDF", False, "1", "foramen-2026", "3", 7)
ROW = PrintRow(
    PrintId("x"), PROBLEM, "plan", "a4", "normal", False, "1", "foramen-2026", "3", 7,
    date(2026, 3, 30), NOW, "Ada", "ab12",
)  # fmt: skip


def test_a_row_without_another_word_is_no_copy() -> None:
    assert ROW.reprint_of is None
    assert replace(ROW, id=PrintId("y"), reprint_of=ROW.id).reprint_of == "x"


def test_the_list_keeps_everything_of_a_print_but_its_pages() -> None:
    kept = {each.name for each in fields(PrintEntry)} - {"pages"}
    assert {name: getattr(ENTRY, name) for name in kept} == {
        name: getattr(ROW, name) for name in kept
    }
