"""Scores: each item counts, no blank is a zero, and what cannot be compared is not compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.catalogue import read_catalogue
from pathway.coding import Code, Coded
from pathway.facts import Region, Visit
from pathway.intake import Answers, change
from pathway.scorebook import Measure, ScoreBook, read_scorebook
from pathway.scoring import Past, Values, is_asked, latest, scored, since, values_of, with_total

CATALOGUE = read_catalogue(resources.catalogue_tables())
BOOK: ScoreBook = read_scorebook(resources.score_tables(), CATALOGUE)
PSFS, PHQ2, PHQ9, RMDQ = (BOOK.measures[name] for name in ("psfs", "phq2", "phq9", "rmdq"))
LIMB = BOOK.measures["pain_limb"]
THEN, LATER = date(2026, 3, 2), date(2026, 3, 30)
TIMES = ("not_at_all", "several_days", "more_than_half", "nearly_every_day")


def answers(measure: Measure, *given: str) -> Values:
    return dict(zip(measure.items, given, strict=False))


def total(measure: Measure, values: Values) -> float | None:
    done = scored(measure, values)
    assert done is not None
    return done.total


@st.composite
def filled(draw: st.DrawFn, measure: Measure) -> Values:
    """Values of a score, any of them blank."""
    found = {}
    for code in measure.items:
        item = CATALOGUE.item(code)
        choices = item.values or tuple(str(n) for n in range(11))
        value = draw(st.none() | st.sampled_from(choices))
        if value is not None:
            found[code] = value
    return found


MEASURES = st.sampled_from(list(BOOK.measures.values()))
ANY = MEASURES.flatmap(lambda m: st.tuples(st.just(m), filled(m)))


@given(ANY)
def test_a_total_lies_within_its_range_and_has_a_reason_when_there_is_none(
    drawn: tuple[Measure, Values],
) -> None:
    measure, values = drawn
    done = scored(measure, values)
    assert (done is None) == (not values)
    if done is None:
        return
    assert set(done.blank) == set(measure.items) - set(values)
    assert (done.total is None) == (len(done.blank) > measure.most_blank)
    if done.total is not None:
        assert measure.low <= done.total <= measure.high
        is_guess = done.is_filled and measure.blank == "as_no"
        assert bool(done.band) == (bool(measure.bands) and not is_guess)


@given(ANY)
def test_what_other_items_say_changes_no_score(drawn: tuple[Measure, Values]) -> None:
    measure, values = drawn
    assert scored(measure, {**values, "note": "7", "score.work": "retired"}) == scored(
        measure, values
    )


@pytest.mark.parametrize("measure", [PHQ2, PHQ9, RMDQ], ids=lambda m: m.id)
def test_from_the_lowest_to_the_highest(measure: Measure) -> None:
    least, most = ("no", "yes") if measure is RMDQ else (TIMES[0], TIMES[-1])
    assert total(measure, dict.fromkeys(measure.items, least)) == measure.low
    assert total(measure, dict.fromkeys(measure.items, most)) == measure.high


def test_two_questions_need_both_answers() -> None:
    done = scored(PHQ2, answers(PHQ2, "several_days"))
    assert done is not None
    assert (done.total, done.blank) == (None, ("score.phq_2",))


@pytest.mark.parametrize(("second", "asked"), [("several_days", False), ("more_than_half", True)])
def test_the_other_seven_are_asked_from_three_points(second: str, asked: bool) -> None:
    values = answers(PHQ2, "several_days", second)
    assert is_asked(PHQ9, BOOK, values) is asked
    assert is_asked(PHQ2, BOOK, {})
    assert not is_asked(PHQ9, BOOK, {})


def test_up_to_two_blanks_are_counted_in_proportion_and_said() -> None:
    seven = answers(PHQ9, *["several_days"] * 7)
    done = scored(PHQ9, seven)
    assert done is not None
    assert (done.total, done.is_filled, done.answered) == (9.0, True, 7)
    six = scored(PHQ9, answers(PHQ9, *["several_days"] * 6))
    assert six is not None
    assert six.total is None


def test_a_half_is_rounded_towards_the_worse() -> None:
    eight = answers(PHQ9, *["several_days"] * 4, *["not_at_all"] * 4)
    assert total(PHQ9, eight) == 5.0


@pytest.mark.parametrize(
    ("points", "band"), [(4, "none or minimal"), (5, "mild"), (15, "moderately severe")]
)
def test_bands_begin_with_their_first_point(points: int, band: str) -> None:
    assert PHQ9.band(points) == band


def test_a_whole_score_has_the_band_of_its_total() -> None:
    done = scored(PHQ9, answers(PHQ9, *["several_days"] * 9))
    assert done is not None
    assert (done.total, done.band) == (9, "mild")
    assert done.is_settled


def test_unanswered_statements_count_as_not_ticked_and_are_told() -> None:
    done = scored(RMDQ, answers(RMDQ, "yes", "no", "yes"))
    assert done is not None
    assert (done.total, done.is_filled, len(done.blank)) == (2.0, True, 21)


def test_the_mean_is_that_of_the_activities_with_a_value() -> None:
    assert total(PSFS, answers(PSFS, "3", "4", "6")) == 4.3
    assert total(PSFS, {"score.psfs_2": "10"}) == 10


def entered(*rows: tuple[str, str]) -> Answers:
    """Answers as a form takes them, each with what is worked out from it."""
    given = Answers()
    for item, value in rows:
        code = Code(item)
        given = change(given, code, Coded(code, value) if value else None)
        given = with_total(given, code, BOOK)
    return given


def test_the_mean_is_kept_with_its_activities_and_taken_back_with_the_last() -> None:
    kept = Code("score.psfs")
    assert entered(("score.psfs_1", "5"), ("score.psfs_2", "6"))[kept].value == "5.5"
    assert kept not in entered(("score.psfs_1", "5"), ("score.psfs_1", ""))
    assert entered(("score.psfs", "4.3"), ("score.phq_1", "several_days"))[kept].value == "4.3"
    assert entered(("score.psfs", "4.3"), ("score.psfs_1_activity", "x"))[kept].value == "4.3"
    assert entered(("score.psfs", "4.3"), ("score.psfs_1", "7"))[kept].value == "7"


def test_a_total_told_without_its_items_counts() -> None:
    assert total(PSFS, {"score.psfs": "4.3"}) == 4.3
    assert scored(PSFS, {"score.psfs": "many"}) is None


def test_what_is_no_number_is_blank() -> None:
    assert scored(LIMB, {"pain.limb": "strong"}) is None
    assert scored(LIMB, {"pain.limb": "nan"}) is None


def past(measure: Measure, *given: str, on: date = THEN) -> Past:
    return Past(on, answers(measure, *given))


@pytest.mark.parametrize(
    ("before", "now", "region", "change", "matters"),
    [
        ("7", "5", "lumbar", -2, True),
        ("7", "6", "lumbar", -1, False),
        ("3", "2", "lumbar", -1, True),
        ("7", "5", "cervical", -2, True),
        ("4", "4", "lumbar", 0, False),
    ],
)
def test_a_change_matters_by_points_or_by_percent(
    before: str, now: str, region: Region, change: float, matters: bool
) -> None:
    values = answers(LIMB, now)
    done = scored(LIMB, values)
    assert done is not None
    found = since(done, values, [past(LIMB, before)], region)
    assert found is not None
    assert (found.change, found.is_better, found.matters) == (change, change < 0, matters)


def test_for_the_neck_a_smaller_change_in_pain_matters() -> None:
    assert LIMB.points_that_matter("cervical") == 1.3
    assert LIMB.points_that_matter("lumbar") == 2


def test_blanks_counted_as_not_ticked_are_not_compared_and_mean_nothing_yet() -> None:
    whole = dict.fromkeys(RMDQ.items, "yes")
    part = answers(RMDQ, "yes", "yes")
    done, some = scored(RMDQ, whole), scored(RMDQ, part)
    assert done is not None
    assert some is not None
    assert some.band == ""
    for now, values, then in ((done, whole, part), (some, part, whole)):
        found = since(now, values, [Past(THEN, then)], "lumbar")
        assert found is not None
        assert (found.change, found.matters) == (None, None)
    same = since(done, whole, [Past(THEN, whole)], "lumbar")
    assert same is not None
    assert same.change == 0


def named(score: str, activity: str) -> Values:
    return {"score.psfs_1_activity": activity, "score.psfs_1": score}


def test_other_activities_cannot_be_compared() -> None:
    values = named("6", "Stairs")
    done = scored(PSFS, values)
    assert done is not None
    same = since(done, values, [Past(THEN, named("3", "stairs "))], "lumbar")
    other = since(done, values, [Past(THEN, named("3", "driving"))], "lumbar")
    assert same is not None
    assert (same.change, same.is_better, same.matters) == (3, True, True)
    assert other is not None
    assert (other.total, other.change) == (3, None)


def test_the_latest_earlier_total_counts_whatever_the_order() -> None:
    before = [past(LIMB, "5", on=LATER), past(LIMB, "8"), Past(date(2026, 4, 1), {})]
    found = latest(LIMB, before)
    assert found is not None
    assert (found[0].on, found[1]) == (LATER, 5)
    assert latest(LIMB, []) is None


def test_no_source_no_judgement_and_no_total_no_change() -> None:
    values = answers(PHQ2, "several_days", "several_days")
    done = scored(PHQ2, values)
    assert done is not None
    found = since(done, values, [past(PHQ2, "not_at_all", "not_at_all")], "lumbar")
    assert found is not None
    assert found.matters is None
    half = answers(PHQ2, "several_days")
    started = scored(PHQ2, half)
    assert started is not None
    assert since(started, half, [past(PHQ2, "not_at_all", "not_at_all")], "lumbar") is None
    assert since(done, values, [], "lumbar") is None


def test_a_visit_gives_its_items() -> None:
    visit = Visit(THEN, pain_limb=7, power={}, beside={"score.phq_1": "several_days"})
    assert values_of(visit) == {"pain.limb": "7", "score.phq_1": "several_days"}


def test_a_total_that_counts_blanks_as_not_ticked_is_not_settled() -> None:
    whole = scored(PHQ2, answers(PHQ2, "several_days", "not_at_all"))
    assert whole is not None
    assert whole.is_settled
    one = scored(RMDQ, {RMDQ.items[0]: "yes"})
    assert one is not None
    assert one.total is not None
    assert not one.is_settled
    assert one.band == ""
