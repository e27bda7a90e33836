"""An acknowledgement holds for the very facts that were seen, and for no others."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pathway.acknowledged import acknowledging, answer_to, mark_of
from pathway.advice import Warned
from pathway.finding import Input, Reason

texts = st.text(max_size=12)
facts = st.builds(Input, texts, texts, st.none() | st.dates())
reasons = st.builds(Reason, texts, st.lists(facts, max_size=4).map(tuple))
warnings = st.builds(
    Warned,
    st.sampled_from(["M01", "M20", "CARE-TRACTION"]),
    st.just("STOP"),
    st.lists(texts, min_size=1, max_size=3, unique=True).map(tuple),
    texts,
    reasons,
    texts,
)
STOP = Warned(
    "M20",
    "STOP",
    ("naproxen", "warfarin"),
    "M20",
    Reason("M20", (Input("medicines", "naproxen, warfarin"), Input("age", "71"))),
    "S1",
)


@given(warnings)
def test_a_warning_that_was_seen_is_known_again(warned: Warned) -> None:
    said = acknowledging(warned, "benefit", "two days only")
    assert answer_to(warned, (said,)) is said
    assert said.mark == mark_of(warned)


@given(warnings, warnings)
def test_no_other_warning_is_answered_by_it(one: Warned, other: Warned) -> None:
    def key(warned: Warned) -> object:
        names = sorted({" ".join(name.casefold().split()) for name in warned.medicines})
        read = sorted(
            (it.what, it.value, str(it.on))
            for it in warned.because.inputs
            if it.what != "medicines"
        )
        return warned.id, names, read

    said = acknowledging(one, "benefit", "words")
    assert (answer_to(other, (said,)) is not None) == (key(one) == key(other))


@given(warnings, st.data())
def test_it_comes_back_when_a_fact_changes(warned: Warned, data: st.DataObject) -> None:
    said = acknowledging(warned, "benefit", "words")
    inputs = warned.because.inputs
    read = [place for place, one in enumerate(inputs) if one.what != "medicines"]
    if not read:
        return
    place = data.draw(st.sampled_from(read))
    changed = inputs[place]._replace(value=inputs[place].value + "1")
    now = warned._replace(
        because=warned.because._replace(inputs=(*inputs[:place], changed, *inputs[place + 1 :]))
    )
    assert answer_to(now, (said,)) is None


def test_the_order_of_names_and_facts_does_not_matter_nor_do_capitals() -> None:
    said = acknowledging(STOP, "benefit", "words")
    turned = STOP._replace(
        medicines=("Warfarin", "naproxen"),
        because=STOP.because._replace(
            inputs=(Input("age", "71"), Input("medicines", "Warfarin, naproxen"))
        ),
    )
    assert answer_to(turned, (said,)) is said


def test_a_later_day_of_the_same_measurement_is_another_fact() -> None:
    def measured(on: date) -> Warned:
        return STOP._replace(because=Reason("M20", (Input("egfr", "38", on),)))

    said = acknowledging(measured(date(2026, 1, 2)), "benefit", "words")
    assert answer_to(measured(date(2026, 1, 3)), (said,)) is None


def test_of_several_answers_the_newest_is_told() -> None:
    first = acknowledging(STOP, "benefit", "first")
    second = replace(first, words="second")
    assert answer_to(STOP, (first, second)) is second
