"""Exercises chosen by hand: order, doses and a note are on the page; shut gates stay shut."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import blocks as b
from handouts.build import build
from handouts.care_plan import care_plan
from handouts.exercise_sheet import exercise_sheet
from handouts.exercises import choose, offered, printed
from handouts.materials import Materials
from handouts.styles import PageStyle
from handouts.tailored import AS_IT_COMES, OwnExercise, Tailored
from pathway.finding import Level
from tests.handouts.made import STAGES, STAMP, WORDS, assessment, chart, flag, materials
from tests.handouts.reading import text_of

BOOK = WORDS.exercises


def tailored(own: Tailored) -> Materials:
    return replace(materials(), page=PageStyle(own=own))


def test_order_dose_and_note_are_on_both_sheets() -> None:
    may_be = offered(BOOK, chart(), assessment("chronic"))
    assert len(may_be) > len(choose(BOOK, chart(), assessment("chronic")))
    own = Tailored(
        (OwnExercise(may_be[-1], "2 sets of 3"), OwnExercise(may_be[0])), "Stop when it rains."
    )
    names = [WORDS.say(f"exercise_words.{one}.name") for one in (may_be[-1], may_be[0])]
    sheet = exercise_sheet(chart(), assessment("chronic"), tailored(own), STAMP)
    cards = [block for block in sheet.blocks if isinstance(block, b.ExerciseCard)]
    assert [card.name for card in cards] == [f"1. {names[0]}", f"2. {names[1]}"]
    assert cards[0].facts[0] == b.Labelled("How much:", "2 sets of 3")
    assert cards[1].facts[0].text == WORDS.say(f"exercise_words.{may_be[0]}.count")
    for kind in ("exercises", "care_plan"):
        said = text_of(build(kind, chart(), assessment("chronic"), tailored(own), STAMP))
        assert "A note for you: Stop when it rains." in said
        assert "2 sets of 3" in said


def test_untouched_it_is_what_the_rules_choose() -> None:
    for make in (exercise_sheet, care_plan):
        plain = make(chart(), assessment(), materials(), STAMP)
        assert make(chart(), assessment(), tailored(AS_IT_COMES), STAMP) == plain


def test_none_may_be_chosen() -> None:
    sheet = exercise_sheet(chart(), assessment(), tailored(Tailored(())), STAMP)
    assert not [block for block in sheet.blocks if isinstance(block, b.ExerciseCard)]


@settings(max_examples=40)
@given(st.permutations(sorted(BOOK.rules)), st.sampled_from(STAGES), st.booleans())
def test_a_shut_gate_stays_shut(ids: list[str], stage: str, is_held: bool) -> None:
    flags = (flag("RF-M2", Level.URGENT, None),) if is_held else ()
    concluded = assessment(stage, flags)  # type: ignore[arg-type]
    for region in ("lumbar", "cervical", "unsure"):
        whole = chart(region)
        may_be = offered(BOOK, whole, concluded)
        own = Tailored(tuple(OwnExercise(one) for one in ids))
        shown = [one.id for one in printed(BOOK, whole, concluded, own)]
        assert shown == [one for one in ids if one in may_be]
        chosen = choose(BOOK, whole, concluded)
        assert may_be[: len(chosen)] == chosen
