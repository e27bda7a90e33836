"""A paper sheet says of each box how it is answered by hand, and says it once."""

from dataclasses import replace

import pytest

from pathway.boxes import Boxes
from pathway.coding import Code
from pathway.sheets import (
    FLAG_LETTERS,
    YES_NO,
    Cell,
    Line,
    Sheet,
    is_yes_no,
    options_of,
    printed_sheet,
)
from tests.pathway.paperbooks import books, boxes, catalogue

INTAKE = printed_sheet("intake", "lumbar", books())
EXAMINATION = printed_sheet("examination", "lumbar", books())


def line(sheet: Sheet, item: str) -> Line:
    """The line of a sheet that has the box of a code."""
    numbers = {boxes().number(item), boxes().number(item, "left")}
    found = (one for card in sheet.cards for one in card.lines)
    return next(one for one in found if one.cells[0].number in numbers)


def cell(sheet: Sheet, item: str) -> Cell:
    return line(sheet, item).cells[0]


def test_red_flags_come_first_in_the_words_of_the_pack() -> None:
    first = INTAKE.cards[0]
    assert (first.key, first.title, first.legend) == ("flags", "Group bladder_bowel", "")
    assert line(INTAKE, "flag.RF-C1") == Line(
        "Question RF-C1", "", (Cell(101, "letters", FLAG_LETTERS, is_dated=True),)
    )


def test_a_flag_that_is_counted_takes_a_number_with_its_range() -> None:
    counted = line(INTAKE, "flag.RF-C9")
    assert counted.cells[0].kind == "line"
    assert counted.label == catalogue().item("flag.RF-C9").label
    assert "–" in counted.answers


def test_since_when_is_asked_of_weakness_and_numbness() -> None:
    for item in ("weakness", "numbness"):
        found = cell(EXAMINATION, item) if _is_on(EXAMINATION, item) else cell(INTAKE, item)
        assert (found.kind, found.is_dated) == ("line", True)


def _is_on(sheet: Sheet, item: str) -> bool:
    numbers = {one.number for card in sheet.cards for it in card.lines for one in it.cells}
    return boxes().number(item) in numbers


def test_both_sides_stand_on_one_line() -> None:
    found = line(EXAMINATION, "power.ankle_dorsiflexion").cells
    assert [(one.number, one.side, one.kind) for one in found] == [
        (427, "left", "box"),
        (428, "right", "box"),
    ]


def test_a_zone_is_ticked_where_it_hurts() -> None:
    assert cell(INTAKE, "pain_map.calf").letters == ("",)


def test_what_is_answered_alike_is_explained_once_for_the_card() -> None:
    (reflexes,) = [card for card in EXAMINATION.cards if card.key == "reflex"]
    assert reflexes.legend
    assert {one.answers for one in reflexes.lines} == {""}
    assert line(INTAKE, "pain.limb").answers == "0–10"


def test_scores_of_mood_stand_apart_and_begin_at_0() -> None:
    (mood,) = [card for card in INTAKE.cards if card.key == "phq"]
    assert mood.legend.startswith("0\u00a0")
    item = next(one for one in catalogue().group("scores") if one.code.startswith("score.phq"))
    assert [sign for sign, _, _ in options_of(item)] == ["0", "1", "2", "3"]


def test_other_choices_begin_at_1_and_carry_their_code_and_label() -> None:
    item = catalogue().item("problem.side")
    first, *_ = options_of(item)
    assert first == ("1", item.choices[0].code, item.choices[0].label)


def test_yes_and_no_are_ticked_and_need_no_explanation() -> None:
    item = catalogue().item("state_acceptable")
    assert is_yes_no(item)
    assert not is_yes_no(catalogue().item("problem.side"))
    assert not is_yes_no(catalogue().item("pain.limb"))
    found = line(INTAKE, "state_acceptable")
    assert (found.cells[0].letters, found.answers) == (YES_NO, "")


def test_free_words_have_a_long_line() -> None:
    assert cell(INTAKE, "note").kind == "long_line"


def test_a_number_takes_its_range_and_its_unit() -> None:
    item = replace(catalogue().item("pain.limb"), low=35.0, high=42.0, unit="°C")
    whole = replace(catalogue(), items={**catalogue().items, "pain.limb": item})
    made = replace(
        books(), catalogue=whole, boxes=Boxes({202: Code("pain.limb")}, {Code("pain.limb"): 202})
    )
    (card,) = printed_sheet("intake", "lumbar", made).cards
    assert card.lines[0].answers == "35–42 °C"


@pytest.mark.parametrize("sheet", [INTAKE, EXAMINATION], ids=["intake", "examination"])
def test_every_box_has_a_number_of_its_own(sheet: Sheet) -> None:
    numbers = [one.number for card in sheet.cards for it in card.lines for one in it.cells]
    assert len(numbers) == len(set(numbers))
    assert numbers
