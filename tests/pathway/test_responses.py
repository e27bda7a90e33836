"""An answered suggestion stays folded on the same facts, and comes back on others."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.advice import Option, Warned
from pathway.assessment import Assessment, PackUsed
from pathway.finding import (
    CareClock,
    Imaging,
    Input,
    Level,
    NextContact,
    Reason,
    RedFlags,
    Scope,
    Stage,
    SurgicalEvaluation,
)
from pathway.optionbook import OptionItem
from pathway.responses import (
    OVERDUE,
    Change,
    Fact,
    Suggestion,
    answered,
    answering,
    changes_since,
    override_value,
    overrides,
    planned_care,
    planned_medicine,
    suggestions_of,
    warning_subject,
)

TODAY: Final = date(2026, 3, 30)
CODES: Final = st.sampled_from(["region", "egfr", "cause", "condition", "flag"])
VALUES: Final = st.text("abc", max_size=3)
INPUTS: Final = st.builds(Input, CODES, VALUES, st.just(TODAY))
CLOCKS: Final = st.builds(
    Input, st.sampled_from(["day", "care_day", "active_weeks", "age"]), st.just("41"), st.none()
)
REASONS: Final = st.builds(
    Reason,
    st.sampled_from(["S47", "M09", "OPT-X"]),
    st.lists(st.one_of(INPUTS, CLOCKS), max_size=4).map(tuple),
    st.just("ACP17"),
    st.lists(st.sampled_from(["egfr", "surgery_candidate"]), max_size=1).map(tuple),
)
OPTIONS: Final = st.builds(
    Option,
    st.just("nsaid"),
    st.just(2),
    st.sampled_from(["offered", "optional"]),
    cautions=st.lists(REASONS, max_size=3).map(tuple),
)


def assessment(**parts: object) -> Assessment:
    """Return a calm assessment with these parts in place of its own."""
    flags = RedFlags(Level.NONE, (), True, (), (), (), TODAY, None)
    plain = Assessment(
        TODAY,
        PackUsed("foramen-2026", "1"),
        Scope(True),
        Stage("acute", ("acute",), 10, 10, 10, None),
        CareClock(None),
        flags,
        SurgicalEvaluation("not_yet", None, None),
        Imaging("not_routine"),
        NextContact(TODAY + timedelta(days=7)),
        (),
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def the(option: Option) -> Suggestion:
    """Return the suggestion of an option."""
    (found,) = [one for one in suggestions_of(assessment(options=(option,))) if one.subject]
    return found


def later(option: Option) -> Option:
    """Return the same option on another day: whatever is read off the calendar has moved."""
    return option._replace(
        cautions=tuple(
            reason._replace(
                inputs=tuple(
                    one._replace(value="99") if one.value == "41" else one for one in reason.inputs
                )
            )
            for reason in option.cautions
        )
    )


@given(OPTIONS, st.sampled_from(["accepted", "declined"]))
def test_on_the_same_facts_it_stays_folded(option: Option, answer: str) -> None:
    said = answering(the(option), answer, "wish")  # type: ignore[arg-type]
    for again in (option, later(option)):
        stands = answered([the(again)], [said])["option", "nsaid"]
        assert stands.is_folded
        assert stands.response == said
        assert not stands.changes


@given(OPTIONS, OPTIONS)
def test_another_fact_brings_it_back_and_says_which(one: Option, other: Option) -> None:
    before, now = the(one), the(other)
    said = answering(before, "declined", "wish")
    stands = answered([now], [said])["option", "nsaid"]
    is_same = before.state == now.state and sorted(before.facts) == sorted(now.facts)
    assert stands.is_folded is is_same
    if not is_same and set(before.facts) != set(now.facts):
        assert stands.changes
    for change in stands.changes:
        assert change.before is None or change.before in before.facts
        assert change.now is None or change.now in now.facts
        assert change.before != change.now


@given(OPTIONS)
def test_a_new_fact_beneath_it_brings_it_back(option: Option) -> None:
    ill = Reason("M02", (Input("egfr", "28", TODAY),))
    said = answering(the(option), "accepted")
    worse = the(option._replace(cautions=(*option.cautions, ill)))
    stands = answered([worse], [said])["option", "nsaid"]
    assert not stands.is_folded
    assert Change(None, Fact("M02", "egfr", "28")) in stands.changes


def test_what_changed_is_told_as_a_pair() -> None:
    was = Suggestion("imaging", "", "not_routine", (Fact("S", "egfr", "60"), Fact("S", "")), ())
    now = replace(was, facts=(Fact("S", "egfr", "28"), Fact("S", "")))
    assert changes_since(answering(was, "accepted"), now) == (
        Change(Fact("S", "egfr", "60"), Fact("S", "egfr", "28")),
    )


def test_the_newest_answer_counts() -> None:
    one = the(Option("nsaid", 2, "offered"))
    given_ = [answering(one, "declined", "wish"), answering(one, "accepted")]
    found = answered([one], given_)["option", "nsaid"].response
    assert found is not None
    assert found.answer == "accepted"
    assert answered([one], [])["option", "nsaid"].response is None


def test_an_option_that_is_shut_can_only_be_overridden_and_never_folds() -> None:
    shut = the(Option("nsaid", 2, "locked", locked_because=(Reason("M02"),)))
    assert shut.answers == ("overridden",)
    said = answering(shut, "overridden", "specialist")
    assert not answered([shut], [said])["option", "nsaid"].is_folded
    assert (overrides(said.kind), override_value(said)) == ("option", "nsaid")


def test_a_flag_that_is_raised_anew_is_another_fact() -> None:
    def flagged(on: date) -> Suggestion:
        return the(
            Option("nsaid", 2, "offered", cautions=(Reason("R", (Input("RF-T1", "yes", on),)),))
        )

    said = answering(flagged(TODAY), "declined", "wish")
    again = answered([flagged(TODAY + timedelta(days=40))], [said])["option", "nsaid"]
    assert not again.is_folded


@pytest.mark.parametrize("advice", ["urgent", "emergency"])
def test_imaging_that_rests_on_a_flag_is_no_suggestion(advice: str) -> None:
    found = suggestions_of(assessment(imaging=Imaging(advice)))  # type: ignore[arg-type]
    assert "imaging" not in {one.kind for one in found}


@pytest.mark.parametrize(
    "status", ["immediate", "urgent", "under_specialist", "closed", "out_of_scope"]
)
def test_surgery_that_does_not_wait_is_no_suggestion(status: str) -> None:
    surgical = SurgicalEvaluation(status, None, None)  # type: ignore[arg-type]
    found = suggestions_of(assessment(surgical_evaluation=surgical))
    assert "surgical_evaluation" not in {one.kind for one in found}


def test_a_window_can_be_declined_or_opened_by_a_clinician() -> None:
    by_status = {}
    for status in ("not_yet", "window_open"):
        surgical = SurgicalEvaluation(status, None, None)
        (one,) = [
            each
            for each in suggestions_of(assessment(surgical_evaluation=surgical))
            if each.kind == "surgical_evaluation"
        ]
        by_status[status] = one
    assert by_status["not_yet"].answers == ("accepted", "overridden")
    assert by_status["window_open"].answers == ("accepted", "declined")
    assert override_value(answering(by_status["not_yet"], "overridden")) == "open"


def test_a_stop_is_no_suggestion_and_a_warning_can_only_be_noted() -> None:
    because = Reason("M09", (Input("age", "70"),))
    warned = Warned("M09", "WARN", ("Ibuprofen ",), "M09", because, "BEERS23")
    stop = warned._replace(id="M01", severity="STOP")
    found = suggestions_of(assessment(medicine_warnings=(stop, warned)))
    (one,) = [each for each in found if each.kind == "warning"]
    assert (one.subject, one.answers) == ("M09:ibuprofen", ("accepted",))
    assert warning_subject(stop) == "M01:ibuprofen"


def test_a_contact_that_was_accepted_comes_back_when_it_is_overdue() -> None:
    ahead = assessment()
    late = replace(ahead, assessed_on=TODAY + timedelta(days=8))
    one, two = (
        next(each for each in suggestions_of(found) if each.kind == "next_contact")
        for found in (ahead, late)
    )
    assert two.state.startswith(OVERDUE)
    assert not answered([two], [answering(one, "accepted")])["next_contact", ""].is_folded


def test_under_a_danger_the_next_contact_cannot_be_answered_away() -> None:
    flags = replace(assessment().red_flags, level=Level.SAME_DAY)
    kinds = {one.kind for one in suggestions_of(assessment(red_flags=flags))}
    assert "next_contact" not in kinds


def test_an_option_is_planned_as_the_care_or_the_one_medicine_that_it_stands_for() -> None:
    assert planned_care(OptionItem("heat", 1)) == "heat"
    assert planned_care(OptionItem("gentle_exercise", 1, planned_as="home_exercise")) == (
        "home_exercise"
    )
    assert planned_care(OptionItem("nsaid", 2)) == ""
    assert planned_medicine(OptionItem("duloxetine", 2, ("duloxetine",))) == "duloxetine"
    assert planned_medicine(OptionItem("nsaid", 2, ("ibuprofen", "naproxen"))) == ""


def test_a_fact_that_is_gone_or_new_stands_alone_and_a_moved_one_with_both_values() -> None:
    kept, gone, old = Fact("A", "region"), Fact("A", "cause", "disc"), Fact("A", "egfr", "60")
    new, now = Fact("A", "flag", "RF-C1"), Fact("A", "egfr", "29")
    was = Suggestion("option", "nsaid", "offered", (kept, gone, old), ("accepted",))
    said = answering(was, "accepted")
    found = changes_since(said, replace(was, facts=(kept, new, now)))
    assert found == (Change(gone, None), Change(old, now), Change(None, new))


def test_what_was_missing_is_a_fact_of_its_own() -> None:
    blank = Reason("M02", (Input("day", "41"),), "ACP17", ("egfr", "weight_kg"))
    (imaging,) = [
        one
        for one in suggestions_of(assessment(imaging=Imaging("not_routine", (blank,))))
        if one.kind == "imaging"
    ]
    assert imaging.facts == (
        Fact("M02", ""),
        Fact("M02", "missing", "egfr"),
        Fact("M02", "missing", "weight_kg"),
    )
