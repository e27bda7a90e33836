"""The form's logic: answers in any order make the same visit, and nothing wrong is saved."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.catalogue import Catalogue, read_catalogue
from pathway.coding import Code, Coded
from pathway.facts import (
    Chart,
    FlagAnswer,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Patient,
    Problem,
    Spot,
    Visit,
)
from pathway.intake import Answers, answers_of, change, problems, visit_from
from tests.exchange.charts import visits
from tests.exchange.samples import KNOWN

ON = date(2026, 3, 30)
PAIN = Code("pain.limb")
CHART = Chart(Patient(date(1968, 3, 14)), Problem("lumbar", OnsetDay(date(2026, 3, 1))))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(resources.catalogue_tables())


def entered(item: str, value: str, since: date | None = None) -> Answers:
    code = Code(item)
    return change(Answers(), code, Coded(code, value, since))


@given(visits)
def test_a_recorded_visit_comes_back_as_it_was(visit: Visit) -> None:
    assert visit_from(answers_of(visit), visit.on, visit.recorded_at, visit.signed) == visit


@given(visits, st.randoms(use_true_random=False))
def test_any_order_of_changes_makes_the_same_visit(visit: Visit, random: Random) -> None:
    rows = list(answers_of(visit).values())
    random.shuffle(rows)
    answers = Answers()
    for row in rows:
        answers = change(answers, row.code, Coded(row.code, "yes"))
        answers = change(answers, row.code, None)
        answers = change(answers, row.code, row)
    assert visit_from(answers, visit.on, visit.recorded_at, visit.signed) == visit


@given(visits)
def test_a_visit_that_could_be_recorded_has_no_problems(visit: Visit) -> None:
    chart = Chart(Patient(date(1960, 2, 29)), Problem("lumbar", OnsetDay(date(2026, 1, 5))))
    assert problems(answers_of(visit), KNOWN.catalogue, chart, visit.on) == ()


def test_nothing_entered_is_a_visit_of_blanks() -> None:
    assert visit_from(Answers(), ON, None) == Visit(ON, signed=False)


def test_change_leaves_the_old_answers_as_they_were() -> None:
    before = entered("pain.limb", "7")
    after = change(before, PAIN, Coded(PAIN, "5"))
    assert before[PAIN].value == "7"
    assert after[PAIN].value == "5"
    assert change(after, PAIN, None) == Answers()


def test_an_answer_cannot_slip_under_another_code() -> None:
    with pytest.raises(ValueError, match="another code"):
        change(Answers(), PAIN, Coded(Code("pain.spine"), "7"))


def test_a_taken_back_answer_is_not_asked_again_not_no() -> None:
    code = Code("flag.RF-C1")
    answers = change(Answers(), code, Coded(code, "no"))
    assert visit_from(answers, ON, None).answered("RF-C1") == "no"
    assert visit_from(change(answers, code, None), ON, None).answered("RF-C1") == "not_asked"


def test_a_flag_is_asked_for_by_its_name() -> None:
    item = Code("flag.RF-C1")
    answers = change(Answers(), item, Coded(item, "no"))
    assert answers.flag("RF-C1") == Coded(item, "no")
    assert answers.flag("RF-C3") is None


def test_words_that_look_like_blanks_are_kept() -> None:
    for word in ("None", "unknown", "not_done", "0"):
        visit = Visit(ON, note=word, goal_function=word, intractable_pain=word)
        assert visit_from(answers_of(visit), ON, None, signed=True) == visit


def test_answers_do_not_show_values_in_a_log() -> None:
    assert repr(entered("note", "private")) == "Answers(note)"


@pytest.mark.parametrize(
    ("item", "value", "says"),
    [
        ("pain.limb", "", "not_a_number"),
        ("pain.limb", "much", "not_a_number"),
        ("pain.limb", "nan", "not_a_number"),
        ("pain.limb", "7.5", "not_whole"),
        ("pain.limb", "-1", "not_whole"),
        ("pain.limb", "11", "out_of_range"),
        ("temperature", "98.6", "out_of_range"),
        ("temperature", "inf", "not_a_number"),
        ("radiation", "far", "not_a_choice"),
        ("note", "x" * 20_001, "too_long"),
        ("flag.RF-C1", "maybe", "not_a_choice"),
        ("flag.RF-C1", "not_asked", "not_a_choice"),
        ("flag.RF-C9", "yes", "not_a_number"),
        ("flag.RF-C9", "-3", "out_of_range"),
        ("flag.RF-M10", "19.5", "not_whole"),
    ],
)
def test_what_is_wrong_is_named(catalogue: Catalogue, item: str, value: str, says: str) -> None:
    [issue] = problems(entered(item, value), catalogue, CHART, ON)
    assert issue.code == Code(item)
    assert issue.says == says
    words = catalogue.issues[says].format(**issue.places)
    assert "{" not in words


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("pain.limb", "0"),
        ("pain.limb", "10"),
        ("temperature", "36.8"),
        ("flag.RF-C1", "declined"),
        ("flag.RF-C9", "unable"),
        ("flag.RF-C9", "120.5"),
        ("a.code.of.a.newer.version", "kept"),
    ],
)
def test_what_is_right_is_left_alone(catalogue: Catalogue, item: str, value: str) -> None:
    assert problems(entered(item, value), catalogue, CHART, ON) == ()


@pytest.mark.parametrize(
    ("since", "says"),
    [(date(2026, 3, 31), "since_after_visit"), (date(1960, 1, 1), "since_before_birth")],
)
@pytest.mark.parametrize("item", ["flag.RF-C1", "weakness", "numbness"])
def test_since_lies_between_birth_and_visit(
    catalogue: Catalogue, item: str, since: date, says: str
) -> None:
    [issue] = problems(entered(item, "yes", since), catalogue, CHART, ON)
    assert issue.says == says
    assert problems(entered(item, "yes", ON), catalogue, CHART, ON) == ()


@pytest.mark.parametrize(
    ("on", "says"),
    [(date(2026, 2, 28), "visit_before_onset"), (date(2026, 3, 1), ""), (ON, "")],
)
def test_a_visit_does_not_come_before_the_problem(
    catalogue: Catalogue, on: date, says: str
) -> None:
    found = problems(Answers(), catalogue, CHART, on)
    assert [issue.says for issue in found] == ([says] if says else [])


def test_a_visit_before_birth_is_named_as_such(catalogue: Catalogue) -> None:
    found = problems(Answers(), catalogue, CHART, date(1960, 1, 1))
    assert [issue.says for issue in found] == ["visit_before_birth", "visit_before_onset"]


def test_a_vague_onset_does_not_forbid_a_visit(catalogue: Catalogue) -> None:
    month = Problem("lumbar", OnsetMonth(date(2026, 3, 1)))
    unknown = Problem("lumbar", OnsetUnknown(date(2026, 3, 20)))
    for problem in (month, unknown):
        chart = Chart(CHART.patient, problem)
        assert problems(Answers(), catalogue, chart, date(2026, 3, 10)) == ()


def test_sides_are_kept_apart() -> None:
    left, right = Code("power.knee_extension", "left"), Code("power.knee_extension", "right")
    answers = Answers((Coded(left, "4"), Coded(right, "5")))
    assert visit_from(answers, ON, None).power == {
        Spot("left", "knee_extension"): 4,
        Spot("right", "knee_extension"): 5,
    }


def test_a_counted_item_that_could_not_be_counted() -> None:
    visit = visit_from(entered("flag.RF-C9", "unable"), ON, None)
    assert visit.red_flags["RF-C9"] == FlagAnswer("unable")


def test_answers_never_show_what_a_patient_said() -> None:
    shown = repr(change(Answers(), Code("note"), Coded(Code("note"), "Sleeps badly")))
    assert shown == "Answers(note)"


def test_a_blank_beside_the_fields_is_no_finding() -> None:
    visit = Visit(ON, beside={"score.phq_1": "", "situation.kind": "home"})
    assert list(answers_of(visit)) == [Code("situation.kind")]
