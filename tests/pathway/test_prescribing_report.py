"""What a report of the medicines says beside the warnings: counts, reasons, what is missing."""

from datetime import date
from typing import Any

import pytest

import resources
from pathway import medication as module
from pathway import prescribing
from pathway.advice import Warned
from pathway.facts import Chart, Egfr, OnsetUnknown, Pregnancy, Problem
from pathway.finding import Input
from pathway.medication import trial_of
from pathway.prescribing import if_planned, medicine_report, trying
from tests.pathway.charts import day, guidelines, on_day
from tests.pathway.prescribed import (
    TODAY,
    TRIED,
    healthy,
    medicine,
    missing,
    one,
    prescribed,
    report,
    stopped,
    taken,
    told,
    told_if,
)

SAYS: Any = resources.words_tables("en")["prescribing"]
FEMALE: Any = {"sex": "female", "pregnancy": Pregnancy(), "breastfeeding": "unknown"}


def test_nothing_taken_is_checked_all_the_same() -> None:
    warnings, check = report(healthy())
    assert warnings == ()
    assert (check.rules_checked, check.fired, check.no_rule, check.inputs_missing) == (46, 0, 0, ())


def test_rules_are_counted_once_however_many_triggers_fire() -> None:
    made = healthy("ibuprofen", conditions=frozenset({"heart_failure", "stroke_recent"}))
    warnings, check = report(made)
    assert [it.message for it in warnings] == ["M08", "M08.recent"]
    assert check.fired == 1


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("metformin", "amlodipine"), 2),
        (("Norvasc", "amlodipine"), 1),
        (("lisinopril", "omeprazole", "paracetamol"), 0),
        (("foozol",), 0),
    ],
)
def test_known_names_that_no_rule_touches_are_counted(names: tuple[str, ...], count: int) -> None:
    assert report(healthy(*names))[1].no_rule == count


def test_a_warning_names_the_medicines_as_they_were_written() -> None:
    warned = one(healthy("Brufen 400 mg", medicines=taken("Coumadin", "ibuprofen")), "M01")
    assert warned.medicines == ("Brufen 400 mg", "Coumadin", "ibuprofen")
    assert warned.source == warned.because.source == "NSAID-ANTICOAG22"
    assert warned.because.rule == "M01"
    assert warned.because.inputs[0].value == "Brufen 400 mg, Coumadin, ibuprofen"


def test_a_reason_tells_what_was_read_and_when() -> None:
    warned = one(healthy("naproxen", egfr=Egfr(38, date(2026, 1, 2))), "M03")
    (names, egfr) = warned.because.inputs
    assert (names.what, names.value) == ("medicines", "naproxen")
    assert (egfr.what, egfr.value, egfr.on) == ("egfr", "38", date(2026, 1, 2))
    washout = one(healthy("tramadol", medicines=stopped("linezolid", 3)), "M21")
    assert washout.medicines == ("linezolid", "tramadol")
    assert [it.what for it in washout.because.inputs] == ["medicines", "stopped"]


def test_medicines_that_were_stopped_are_told_by_their_days() -> None:
    ended = (*stopped("linezolid", 3), *stopped("moclobemide", 9), *stopped("phenelzine", 3))
    washout = one(healthy("tramadol", medicines=ended), "M21").because
    assert [it.value for it in washout.inputs[1:]] == ["moclobemide", "linezolid", "phenelzine"]


def test_unknown_names_stand_in_one_line() -> None:
    made = healthy("foozol", "ibuprofen", medicines=taken(" herbs "), care=(medicine("", 0),))
    warned = one(made, "M44")
    assert warned.medicines == ("foozol", "herbs")
    assert warned.because.missing == ("medicine_name",)
    assert missing(made) == ("medicine_name",)


def test_severe_warnings_come_first() -> None:
    made = healthy(
        "ibuprofen", "foozol", age=70, medicines=taken("warfarin", "gabapentin", "omeprazole")
    )
    severities = [it.severity for it in report(made)[0]]
    assert severities == ["STOP", "WARN", "INFO", "INFO"]


@pytest.mark.parametrize(
    ("planned", "facts", "expected"),
    [
        ("ibuprofen", {"egfr": None}, ("egfr",)),
        ("tramadol", {"egfr": None}, ("egfr",)),
        ("duloxetine", {"egfr": None}, ("egfr",)),
        ("paracetamol", {"egfr": None}, ()),
        ("metformin", {"egfr": None, "weight_kg": None, **FEMALE}, ()),
        ("paracetamol", {"weight_kg": None}, ("weight_kg",)),
        ("ibuprofen", {"weight_kg": None}, ()),
        ("ibuprofen", FEMALE, ("pregnancy",)),
        ("ibuprofen", {**FEMALE, "sex": "unknown"}, ("pregnancy", "sex")),
        ("ibuprofen", {**FEMALE, "age": 56}, ()),
        ("duloxetine", FEMALE, ("breastfeeding", "pregnancy")),
        ("tramadol", {**FEMALE, "pregnancy": Pregnancy("no")}, ("breastfeeding",)),
        ("ibuprofen", {"sex": "female", "pregnancy": Pregnancy("yes")}, ("pregnancy_weeks",)),
        ("cyclobenzaprine", {}, ()),
        ("ibuprofen", {"allergy_state": "not_recorded"}, ("allergies",)),
        ("ibuprofen", {"allergy_state": "unavailable"}, ("allergies",)),
        ("ibuprofen", {"allergies": ("penicillin",), "allergy_state": "not_recorded"}, ()),
        ("codeine", {"allergy_state": "not_recorded"}, ()),
        ("ibuprofen", {"conditions": frozenset()}, ("conditions",)),
        ("paracetamol", {"conditions": frozenset()}, ("conditions",)),
        ("metformin", {"conditions": frozenset()}, ()),
        ("metformin", {"medicines": taken("Flexeril")}, ("medicine_start",)),
        ("metformin", {"medicines": taken("aspirin")}, ("aspirin_dose",)),
        ("metformin", {"medicines": taken("aspirin 75 mg")}, ()),
        ("aspirin", {}, ()),
    ],
)
def test_what_a_rule_needed_and_did_not_find_is_named(
    planned: str, facts: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert missing(healthy(planned, **facts)) == expected


def test_an_inexact_onset_is_named_where_it_could_end_a_warning() -> None:
    made = healthy("codeine", problem=Problem("lumbar", OnsetUnknown(TODAY)))
    assert one(made, "M28").because.missing == ("onset",)


def test_the_assessment_carries_warnings_whatever_the_age_or_the_danger() -> None:
    made = healthy("tramadol", age=17)
    assessment = on_day(made, 21)
    assert not assessment.in_scope.value
    assert assessment.medicine_warnings is not None
    assert "M26" in {it.id for it in assessment.medicine_warnings}
    assert assessment.medicine_check is not None


# ---------------------------------------------------------------- as if planned


def test_a_name_that_is_tried_brings_its_own_warnings_only() -> None:
    made = healthy("ibuprofen", medicines=taken("warfarin", "gabapentin", "codeine"))
    assert told_if(made, "duloxetine") == {"M07 WARN", "M47 WARN", "M39 WARN"}
    assert told_if(made, "naproxen") == {"M01 STOP", "M12 STOP"}
    assert told_if(made, "Tramal") == {"M24 WARN", "M29 STOP", "M39 WARN"}


def test_names_tried_together_are_given_together() -> None:
    assert told_if(healthy(), "ibuprofen", "naproxen") == {"M12 STOP"}
    assert told_if(healthy(), "ibuprofen") == told_if(healthy(), "naproxen") == set()
    assert told_if(healthy()) == set()


def test_trying_what_is_taken_already_tells_what_it_does() -> None:
    made = healthy(medicines=taken("Brufen", "warfarin"))
    assert told_if(made, "ibuprofen") == {"M01 STOP"}


def test_a_strange_name_that_is_tried_is_told() -> None:
    assert told_if(healthy("herbs"), "foozol") == {"M44 WARN"}
    assert told_if(healthy("foozol"), "ibuprofen") == set()


def test_a_washout_and_an_old_kidney_function_count_when_tried() -> None:
    made = healthy(medicines=stopped("linezolid", 3), egfr=Egfr(90, date(2025, 1, 1)))
    assert told_if(made, "tramadol") == {"M21 STOP", "M29 STOP", "M43 INFO"}
    assert told_if(made, "baclofen") == set()


def test_trying_changes_nothing() -> None:
    made = healthy("ibuprofen", medicines=taken("warfarin"))
    kept = prescribed(made)
    before = medicine_report(kept, guidelines())
    tried = if_planned(trying(kept), ("tramadol",))
    assert if_planned(trying(kept), ("tramadol",)) == tried
    assert medicine_report(kept, guidelines()) == before


# ---------------------------------------------------------------- memory and words


def test_what_is_kept_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    guidelines().prescribing.kept.clear()
    guidelines().prescribing.trials.clear()
    for name in ("ibuprofen", "naproxen", "tramadol", "ibuprofen", "codeine", "diazepam"):
        assert told(healthy(name)) == told(healthy(name))
        assert len(guidelines().prescribing.kept) <= 3
        assert told_if(healthy(name), "ibuprofen", name) == told_if(healthy(), "ibuprofen", name)
        assert len(guidelines().prescribing.trials) <= 3


def test_what_is_said_of_a_tried_name_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prescribing, "MOST_KEPT", 2)
    memory = guidelines().prescribing.said
    memory.clear()
    sizes = []
    for age in (71, 72, 71, 73):
        assert _said("naproxen", healthy(age=age)) == _said("naproxen", healthy(age=age))
        sizes.append(len(memory))
    assert sizes == [1, 2, 2, 1]


def test_the_rules_that_may_fire_stay_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    guidelines().prescribing.trials.clear()
    guidelines().prescribing.said.clear()
    sizes = []
    for illness in ("asthma", "cirrhosis", "heart_failure"):
        made = healthy(conditions=frozenset({illness}))
        assert _said("naproxen", made) == _said("naproxen", made)
        sizes.append(len(trial_of((), ("naproxen",), guidelines()).apt))
    assert sizes == [1, 2, 1]


def test_what_is_said_is_remembered_for_all_of_whom_the_same_holds() -> None:
    first, second = (trying(prescribed(healthy(egfr=None, weight_kg=kg))) for kg in (80.0, 70.0))
    assert if_planned(first, ("tramadol",)) is if_planned(second, ("tramadol",))
    other = trying(prescribed(healthy(egfr=None, care=TRIED)))
    assert if_planned(other, ("tramadol",)) != if_planned(first, ("tramadol",))


def test_what_is_said_of_a_measure_or_an_allergy_is_not_remembered() -> None:
    for made in (healthy(egfr=Egfr(21, TODAY)), healthy(allergies=("aspirin",))):
        case = trying(prescribed(made))
        assert if_planned(case, ("naproxen",))
        assert not case.said


def test_days_of_treatment_are_never_remembered() -> None:
    for first in (0, 10):
        case = trying(prescribed(healthy(care=(medicine("cyclobenzaprine", first),)), day(40)))
        told = [it.because.inputs[1:] for it in if_planned(case, ("cyclobenzaprine",))]
        assert (Input("days", str(40 - first), day(first)),) in told


def _said(name: str, made: Chart) -> tuple[Warned, ...]:
    """What is said when a name is tried."""
    return if_planned(trying(prescribed(made)), (name,))


def test_the_same_names_are_worked_out_once() -> None:
    made = healthy("ibuprofen", medicines=taken("warfarin"))
    assert prescribed(made).medication is prescribed(made, day(22)).medication


def test_every_trigger_is_worded_and_no_word_is_left_over() -> None:
    assert set(SAYS["says"]) == {rule.code for rule in guidelines().prescribing.rules}
