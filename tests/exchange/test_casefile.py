"""Case files are read strictly: what is taken, what is refused, and how the refusal reads."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from exchange.casefile import CaseTrouble, read_case, write_case
from pathway.facts import (
    Care,
    FlagAnswer,
    FlagRecord,
    MedicineTaken,
    OnsetAbout,
    OnsetMonth,
    OnsetUnknown,
    Override,
    Referral,
    Span,
    Spot,
)
from tests.exchange.samples import KNOWN, least_case, put, whole_case, with_value


def trouble_with(text: str) -> CaseTrouble:
    with pytest.raises(CaseTrouble) as caught:
        read_case(text, KNOWN)
    return caught.value


def test_the_whole_format_is_read() -> None:
    chart = read_case(json.dumps(whole_case()), KNOWN)
    visit = chart.visits[0]
    assert chart.patient.egfr is not None
    assert chart.patient.egfr.value == 38
    assert chart.patient.medicines == (MedicineTaken("apixaban"), MedicineTaken("lisinopril"))
    assert chart.problem.pain_free == (Span(date(2025, 11, 20), date(2026, 1, 9)),)
    assert visit.red_flags == {
        "RF-C1": FlagAnswer("no"),
        "RF-C3": FlagAnswer("yes", date(2026, 2, 9), "progressing"),
        "RF-C9": FlagAnswer("yes", number=120.0),
    }
    assert visit.red_flags_unlisted == "no"
    assert visit.recorded_at == datetime(2026, 2, 10, 9, 40)  # noqa: DTZ001 - as written
    assert visit.pain_map == {Spot("right", "outer_shin")}
    assert visit.power == {Spot("right", "great_toe_extension"): 4}
    assert visit.tests == {Spot("right", "slr"): "positive"}
    assert visit.rotation_degrees == 70.0
    assert visit.intractable_pain == ""
    assert chart.care[0] == Care(
        "home_exercise", span=Span(date(2026, 1, 20), None), days_per_week=4
    )
    assert chart.care[1].dates == (date(2026, 1, 26),)
    assert chart.flags == (
        FlagRecord("RF-C1", date(2026, 1, 20), "cleared", date(2026, 1, 21), "Dr Lee", "imaging"),
    )
    assert chart.overrides == (
        Override(
            "care_block",
            date(2026, 2, 10),
            "Dr Lee",
            "exercise diary seen",
            block=3,
            block_as="active",
        ),
    )
    assert chart.referrals == (Referral("surgical_evaluation", date(2026, 2, 20), "sent"),)


def test_five_keys_are_enough() -> None:
    chart = read_case(json.dumps(least_case()), KNOWN)
    assert chart.patient.sex == "unknown"
    assert not chart.visits
    assert not chart.care


@pytest.mark.parametrize(
    "path", ["format", "patient", "patient.birth_date", "problem.region", "problem.onset", "visits"]
)
def test_the_five_keys_are_required(path: str) -> None:
    case = least_case()
    *way, last = path.split(".")
    place = case
    for step in way:
        place = place[step]
    del place[last]
    assert trouble_with(json.dumps(case)).path == path


def test_no_allergies_listed_is_not_no_known_allergies() -> None:
    texts = [with_value("patient.allergies", given) for given in (["penicillin"], [])]
    states = [read_case(text, KNOWN).patient.allergy_state for text in texts]
    assert states == ["known", "not_recorded"]


@pytest.mark.parametrize(
    ("onset", "fact"),
    [
        ({"month": "2026-01"}, OnsetMonth(date(2026, 1, 1))),
        (
            {"about_days": 60, "said_on": "2026-03-01", "words": "two months"},
            OnsetAbout(60, date(2026, 3, 1), "two months"),
        ),
        (
            {"unknown": True, "first_documented": "2025-12-15"},
            OnsetUnknown(date(2025, 12, 15)),
        ),
    ],
)
def test_each_form_of_onset(onset: dict[str, Any], fact: object) -> None:
    case = whole_case()
    put(case, "problem.onset", onset)
    chart = read_case(json.dumps(case), KNOWN)
    assert chart.problem.onset == fact
    assert read_case(write_case(chart), KNOWN) == chart


@pytest.mark.parametrize(
    ("what", "value", "kept"),
    [
        ("surgical_window", "open", "open"),
        ("option", "duloxetine", "duloxetine"),
        ("imaging", "urgent", "urgent"),
    ],
)
def test_each_form_of_override(what: str, value: str, kept: str) -> None:
    override = {
        "what": what, "value": value, "on": "2026-02-10", "by": "Dr Lee", "reason": "seen",
    }  # fmt: skip
    chart = read_case(with_value("overrides.0", override), KNOWN)
    assert chart.overrides[0].value == kept
    assert read_case(write_case(chart), KNOWN) == chart


def test_a_medicine_may_say_when_it_was_stopped() -> None:
    given = {"name": "Voltarol", "stopped": "2026-02-01"}
    chart = read_case(with_value("patient.medicines.0", given), KNOWN)
    assert chart.patient.medicines[0] == MedicineTaken("Voltarol", date(2026, 2, 1))


def test_a_moment_with_a_zone_is_put_in_order_with_the_others() -> None:
    text = with_value("visits.0.recorded_at", "2026-02-10T09:40:00+02:00")
    moment = read_case(text, KNOWN).visits[0].recorded_at
    assert moment == datetime(2026, 2, 10, 7, 40)  # noqa: DTZ001 - the zone is worked in


def test_a_visit_recorded_late_keeps_its_date() -> None:
    visit = read_case(with_value("visits.0.recorded_at", "2026-03-01T08:00:00"), KNOWN).visits[0]
    assert visit.on == date(2026, 2, 10)


def test_every_zone_is_taken_in_every_region() -> None:
    text = with_value("visits.0.sensation", {"left": {"thumb": "reduced", "sole": "absent"}})
    assert len(read_case(text, KNOWN).visits[0].sensation) == 2


def test_pain_free_days_may_still_run() -> None:
    text = with_value("problem.pain_free", [{"from": "2026-02-01", "to": None}])
    assert read_case(text, KNOWN).problem.pain_free == (Span(date(2026, 2, 1), None),)


REFUSED: list[tuple[str, object, str, str]] = [
    # path in the case, what is put there, path in the message, what is expected
    ("format", "foramen-case/2", "format", "foramen-case/1"),
    ("patients", {}, "patients", "one of the keys format, patient"),
    ("patient.sexx", "male", "patient.sexx", "one of the keys number"),
    ("patient.sex", "f", "patient.sex", "female, male, other or unknown"),
    ("patient.sex", None, "patient.sex", "female, male"),
    ("patient.number", 1000342, "patient.number", "text"),
    ("patient.family_name", "x" * 201, "patient.family_name", "at most 200 characters"),
    ("patient.birth_date", "1968-02-30", "patient.birth_date", "a day that exists"),
    ("patient.birth_date", "19680314", "patient.birth_date", "YYYY-MM-DD"),
    ("patient.birth_date", "1968-W11-4", "patient.birth_date", "YYYY-MM-DD"),
    ("patient.birth_date", "0068-03-14", "patient.birth_date", "a year from 1880 to 2200"),
    ("patient.birth_date", "١٩٦٨-03-14", "patient.birth_date", "YYYY-MM-DD"),
    ("patient.birth_date", 19680314, "patient.birth_date", "YYYY-MM-DD"),
    ("patient.pregnancy.weeks", 20, "patient.pregnancy", "status yes"),
    ("patient.pregnancy.status", "maybe", "patient.pregnancy.status", "not_applicable"),
    ("patient.egfr", 38, "patient.egfr", "an object"),
    ("patient.egfr.value", "38", "patient.egfr.value", "a number"),
    ("patient.egfr.value", 999, "patient.egfr.value", "from 0 to 250 mL/min"),
    ("patient.egfr.date", "1960-01-01", "patient.egfr.date", "patient.birth_date"),
    ("patient.conditions.0", "feeling_low", "patient.conditions[0]", "a condition code"),
    ("patient.medicines.1", {"named": "x"}, "patient.medicines[1].named", "name, stopped"),
    ("patient.medicines.1", "  ", "patient.medicines[1].name", "some text"),
    ("patient.weight_kg", 0, "patient.weight_kg", "from 1 to 500 kg"),
    ("problem.region", "knee", "problem.region", "cervical, lumbar, thoracic or unsure"),
    ("problem.onset", {}, "problem.onset", "exactly one of date, month"),
    ("problem.onset.month", "2026-01", "problem.onset", "exactly one of date, month"),
    ("problem.onset", {"month": "2026-13"}, "problem.onset.month", "a day that exists"),
    ("problem.onset", {"month": "2026-1"}, "problem.onset.month", "a month as YYYY-MM"),
    ("problem.onset", {"about_days": 60}, "problem.onset.said_on", "required"),
    ("problem.onset", {"about_days": -1, "said_on": "2026-03-01"}, "problem.onset.about_days",
     "from 0 to 36500 d"),
    ("problem.onset", {"unknown": False, "first_documented": "2025-12-15"},
     "problem.onset.unknown", "True"),
    ("problem.onset", {"date": "1960-01-01"}, "problem.onset.date", "patient.birth_date"),
    ("problem.pain_free.0.to", "2025-11-19", "problem.pain_free[0]", "to on or after from"),
    ("problem.closed", {"reason": "moved"}, "problem.closed.on", "required"),
    ("visits", {}, "visits", "a list"),
    ("visits.0.date", "1960-01-01", "visits[0].date", "patient.birth_date"),
    ("visits.0.recorded_at", "2026-02-10", "visits[0].recorded_at", "YYYY-MM-DDTHH:MM:SS"),
    ("visits.0.recorded_at", "2026-02-10T25:00:00", "visits[0].recorded_at", "that exist"),
    ("visits.0.pain.limb", 11, "visits[0].pain.limb", "a number from 0 to 10"),
    ("visits.0.pain.limb", 7.5, "visits[0].pain.limb", "a whole number"),
    ("visits.0.pain.limb", 7.0, "visits[0].pain.limb", "a whole number"),
    ("visits.0.pain.limb", "7", "visits[0].pain.limb", "a whole number"),
    ("visits.0.pain.limb", True, "visits[0].pain.limb", "a whole number"),
    ("visits.0.scores.odi", 40, "visits[0].scores.odi", "psfs"),
    ("visits.0.scores.odi", None, "visits[0].scores.odi", "psfs"),
    ("visits.0.scores.psfs", 10.5, "visits[0].scores.psfs", "a number from 0 to 10"),
    ("visits.0.scores.psfs", "4", "visits[0].scores.psfs", "a number"),
    ("visits.0.scores.psfs_1", 4.0, "visits[0].scores.psfs_1", "a whole number"),
    ("visits.0.scores.phq_9", 1, "visits[0].scores.phq_9", "a text"),
    ("visits.0.scores.phq_9", "often", "visits[0].scores.phq_9", "not_at_all, several_days"),
    ("visits.0.scores.psfs_1_activity", "x" * 121, "visits[0].scores.psfs_1_activity", "at most"),
    ("visits.0.situation.kind", "video", "visits[0].situation.kind", "clinic, home, telephone"),
    ("visits.0.situation.mood", "good", "visits[0].situation.mood", "one of the keys kind"),
    ("visits.0.state_acceptable", True, "visits[0].state_acceptable", "yes, no or unknown"),
    ("visits.0.red_flags.RF-Z9", "no", "visits[0].red_flags.RF-Z9", "a red-flag id"),
    ("visits.0.red_flags.RF-N1", "no", "visits[0].red_flags.RF-N1", "computed"),
    ("visits.0.red_flags.RF-C1", "maybe", "visits[0].red_flags.RF-C1.answer", "yes, no, unable"),
    ("visits.0.red_flags.RF-C1", "not_asked", "visits[0].red_flags.RF-C1.answer", "yes, no"),
    ("visits.0.red_flags.RF-C1", True, "visits[0].red_flags.RF-C1", "an answer"),
    ("visits.0.red_flags.RF-C1", 3, "visits[0].red_flags.RF-C1", "an answer"),
    ("visits.0.red_flags.RF-C1", None, "visits[0].red_flags.RF-C1", "an answer"),
    ("visits.0.red_flags.RF-C1", {"answer": "no", "number": 3},
     "visits[0].red_flags.RF-C1.number", "answer, since, course"),
    ("visits.0.red_flags.RF-C3.since", "2026-02-11", "visits[0].red_flags.RF-C3.since",
     "on or before the visit's date"),
    ("visits.0.red_flags.RF-C3.since", "1960-02-11", "visits[0].red_flags.RF-C3.since",
     "patient.birth_date"),
    ("visits.0.red_flags.RF-C3.course", "worse", "visits[0].red_flags.RF-C3.course",
     "progressing, stable or longstanding"),
    ("visits.0.red_flags.RF-C9", -1, "visits[0].red_flags.RF-C9", "from 0 to 5000 mL"),
    ("visits.0.red_flags.RF-C9", True, "visits[0].red_flags.RF-C9", "from 0 to 5000 mL"),
    ("visits.0.red_flags.RF-C9", "yes", "visits[0].red_flags.RF-C9", "a number"),
    ("visits.0.red_flags.RF-M10", 19.5, "visits[0].red_flags.RF-M10", "a whole number"),
    ("visits.0.red_flags.unlisted", "unknown", "visits[0].red_flags.unlisted.answer", "yes, no"),
    ("visits.0.pain_map", {"both": ["calf"]}, "visits[0].pain_map.both", "left or right"),
    ("visits.0.pain_map.right", ["shin"], "visits[0].pain_map.right[0]", "a pain_map code"),
    ("visits.0.sensation.right", {"shin": "reduced"}, "visits[0].sensation.right.shin",
     "a sensation code"),
    ("visits.0.sensation.right.top_of_foot", "numb",
     "visits[0].sensation.right.top_of_foot", "normal, reduced, absent or increased"),
    ("visits.0.power.right.great_toe_extension", 6,
     "visits[0].power.right.great_toe_extension", "from 0 to 5 MRC"),
    ("visits.0.power.right.great_toe_extension", "4+",
     "visits[0].power.right.great_toe_extension", "a whole number"),
    ("visits.0.reflexes.right", {"jaw": "brisk"}, "visits[0].reflexes.right.jaw", "reflex code"),
    ("visits.0.tests.middle", {}, "visits[0].tests.middle", "left, right, rotation_degrees"),
    ("visits.0.tests.rotation_degrees", 400, "visits[0].tests.rotation_degrees", "to 120 °"),
    ("visits.0.temperature", 98.6, "visits[0].temperature", "from 30 to 45 °C"),
    ("visits.0.weakness", {"since": "2026-02-12"}, "visits[0].weakness.since", "visit's date"),
    ("visits.0.numbness_since", "2026-02-12", "visits[0].numbness_since", "visit's date"),
    ("visits.0.radiation", "everywhere", "visits[0].radiation", "hand_or_foot"),
    ("visits.0.goals", {"pain": 12}, "visits[0].goals.pain", "from 0 to 10"),
    ("visits.0.intractable_pain", True, "visits[0].intractable_pain", "text"),
    ("visits.0.note", "x" * 20_001, "visits[0].note", "at most 20000 characters"),
    ("care.0.kind", "surgery", "care[0].kind", "home_exercise"),
    ("care.0.to", "2026-01-19", "care[0]", "to on or after from"),
    ("care.0.dates", ["2026-01-26"], "care[0]", "either dates"),
    ("care.0.from", None, "care[0]", "either dates or from"),
    ("care.0.days_per_week", 8, "care[0].days_per_week", "from 1 to 7"),
    ("care.0.from", "2026-01-19", "care[0].from", "problem.onset"),
    ("care.1.dates", [], "care[1]", "at least one"),
    ("care.1.dates.0", "2026-01-19", "care[1].dates[0]", "problem.onset"),
    ("care.3.name", "", "care[3]", "the name of the medicine"),
    ("care.2.outcome", "better", "care[2].outcome", "helped"),
    ("plan.medicines", "ibuprofen", "plan.medicines", "a list"),
    ("plan.care.0", "crystals", "plan.care[0]", "care or treatment option code"),
    ("flags.0.id", "RF-Z9", "flags[0].id", "a red-flag id"),
    ("flags.0.on", "2026-01-19", "flags[0]", "on on or after raised_on"),
    ("flags.0.on", None, "flags[0]", "the day it was cleared or confirmed"),
    ("overrides.0.what", "stage", "overrides[0]", "care_block, surgical_window, option"),
    ("overrides.0.value", "open", "overrides[0].value", "an object"),
    ("overrides.0.value.block", -1, "overrides[0].value.block", "from 0"),
    ("overrides.0.value.as", "done", "overrides[0].value.as", "active, passive, empty or paused"),
    ("overrides.0.reason", " ", "overrides[0].reason", "some text"),
    ("overrides.0.by", "", "overrides[0].by", "some text"),
    ("referrals.0.state", "gone", "referrals[0].state", "draft, sent"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "value", "path", "expected"),
    REFUSED,
    ids=[f"{row[2]}-{n}" for n, row in enumerate(REFUSED)],
)
def test_refused(at: str, value: object, path: str, expected: str) -> None:
    trouble = trouble_with(with_value(at, value))
    assert trouble.path == path
    assert expected in trouble.expected
    assert "\n" not in str(trouble)
    assert str(trouble) == f"{path}: expected {trouble.expected}"


def test_a_misspelt_key_is_named_before_what_it_leaves_missing() -> None:
    case = least_case()
    case["problem"]["onsett"] = case["problem"].pop("onset")
    assert trouble_with(json.dumps(case)).path == "problem.onsett"


def test_care_for_an_older_episode_may_be_told() -> None:
    old = {"kind": "exercise", "from": "2025-09-01", "to": "2025-11-19"}
    assert read_case(with_value("care.0", old), KNOWN).care[0].span
    for wrong in ({**old, "to": "2025-11-20"}, {**old, "to": None}):
        assert trouble_with(with_value("care.0", wrong)).path == "care[0].from"


def test_care_before_an_onset_known_by_month() -> None:
    case = least_case() | {"care": [{"kind": "heat", "dates": ["2026-01-01"]}]}
    case["problem"]["onset"] = {"month": "2026-01"}
    assert read_case(json.dumps(case), KNOWN).care
    case["care"][0]["dates"] = ["2025-12-31"]
    assert trouble_with(json.dumps(case)).path == "care[0].dates[0]"


def test_care_is_not_measured_against_an_onset_that_nobody_knows() -> None:
    case = least_case() | {"care": [{"kind": "heat", "dates": ["2025-12-31"]}]}
    case["problem"]["onset"] = {"unknown": True, "first_documented": "2026-01-15"}
    assert read_case(json.dumps(case), KNOWN).care


def test_a_baby_may_have_been_born_in_the_month_of_onset() -> None:
    case = least_case()
    case["patient"]["birth_date"] = "2026-01-30"
    case["problem"]["onset"] = {"month": "2026-01"}
    assert read_case(json.dumps(case), KNOWN).problem.onset == OnsetMonth(date(2026, 1, 1))


def test_nothing_of_the_patient_is_repeated() -> None:
    """A message may end in a log or on paper: no value of the file stands in it."""
    for path in ("patient.family_name", "patient.birth_date", "visits.0.note", "patient.sex"):
        trouble = trouble_with(with_value(path, {"Zanzibar": "Quartermaine"}))
        assert "Quartermaine" not in str(trouble)
        assert trouble.__cause__ is None
        assert trouble.__suppress_context__
