"""What a medicine rule asks about the patient: yes with what was read, no, or not known."""

from collections.abc import Callable, Mapping
from typing import Final

from pathway.birth import ages_told
from pathway.facts import Care, Patient
from pathway.finding import Input
from pathway.prescribingbook import Circumstance, Seen
from pathway.prescription import Prescription

NO: Final = Seen()
NO_EGFR: Final = Seen((Input("egfr", ""),), ("egfr",))
LACKING: Final[Mapping[str, Seen]] = {
    name: Seen((), (name,))
    for name in (
        "allergies",
        "breastfeeding",
        "egfr",
        "pregnancy",
        "pregnancy_weeks",
        "weight_kg",
    )
}
"""What is not known, by the code of what is missing."""
RECORDS: Final = (
    ("conditions",),
    ("allergies",),
    ("egfr",),
    ("weight",),
    ("pregnant", "pregnancy_weeks", "weeks_unknown"),
    ("breastfeeding",),
)
"""Kinds of circumstances that cannot hold where nothing of the same is recorded."""
TOLD: Final = frozenset({"known", "none_known"})
OPIOID: Final = "opioid"
SCIATICA: Final = frozenset({"lumbar", "unsure"})
DAYS_A_WEEK: Final = 7


def seen(prescription: Prescription, circumstance: Circumstance) -> Seen:
    """Return what is known of a circumstance, worked out once for a prescription."""
    found = prescription.seen.get(circumstance)
    if found is None:
        found = LOOKS[circumstance.kind](prescription, circumstance)
        prescription.seen[circumstance] = found
    return found


def that_hold(prescription: Prescription) -> dict[Circumstance, Seen]:
    """Return the circumstances of the pack that hold, for all that is known, with what was seen."""
    known = prescription.seen
    holding: dict[Circumstance, Seen] = {}
    for circumstance in _askable(prescription):
        look = known.get(circumstance) or seen(prescription, circumstance)
        if look.inputs:
            holding[circumstance] = look
    return holding


def _askable(prescription: Prescription) -> tuple[Circumstance, ...]:
    """The circumstances of a pack that neither the age rules out nor that nothing is recorded."""
    book = prescription.standing.guidelines.prescribing
    key = (prescription.youngest, prescription.age, _recorded(prescription.standing.chart.patient))
    found = book.askable.get(key)
    if found is None:
        lacking = {
            kind for kinds, told in zip(RECORDS, key[2], strict=True) if not told for kind in kinds
        }
        able = [it for it in book.circumstances if it.kind not in lacking]
        found = tuple([it for it in able if it.kind != "age" or _age(prescription, it).inputs])
        book.askable[key] = found
    return found


def _recorded(patient: Patient) -> tuple[bool, ...]:
    """Whether anything is recorded of each of RECORDS."""
    return (
        bool(patient.conditions),
        bool(patient.allergies),
        bool(patient.egfr),
        bool(patient.weight_kg),
        patient.pregnancy.status == "yes",
        patient.breastfeeding == "yes",
    )


def weeks_of_pregnancy(prescription: Prescription) -> int | None:
    """Return the completed weeks on the assessed day, None when nobody told them."""
    pregnancy = prescription.standing.chart.patient.pregnancy
    if pregnancy.weeks is None or pregnancy.on is None:
        return pregnancy.weeks
    return pregnancy.weeks + (prescription.standing.on - pregnancy.on).days // DAYS_A_WEEK


def may_bear(prescription: Prescription) -> bool:
    """Tell whether the patient may be of child-bearing age and sex, for all we know."""
    numbers = prescription.standing.guidelines.prescribing.numbers
    first, last = numbers["childbearing_from_years"], numbers["childbearing_to_years"]
    may_be = first <= prescription.age and prescription.youngest <= last
    return may_be and prescription.standing.chart.patient.sex != "male"


def holds(value: float, circumstance: Circumstance) -> bool:
    """Tell whether a measure lies within the limits of a circumstance."""
    low, high = circumstance.low, circumstance.high
    if low is not None and (value <= low if circumstance.is_over else value < low):
        return False
    return high is None or value < high


def _age(prescription: Prescription, circumstance: Circumstance) -> Seen:
    for age in range(prescription.youngest, prescription.age + 1):
        if holds(age, circumstance):
            return Seen((_told_age(prescription),))
    return NO


def _egfr(prescription: Prescription, circumstance: Circumstance) -> Seen:
    egfr = prescription.standing.chart.patient.egfr
    if egfr is None:
        return LACKING["egfr"]
    if not holds(egfr.value, circumstance):
        return NO
    return Seen((Input("egfr", f"{egfr.value:g}", egfr.on),))


def _egfr_missing(prescription: Prescription, _: Circumstance) -> Seen:
    if prescription.standing.chart.patient.egfr is not None:
        return NO
    return NO_EGFR


def _weight(prescription: Prescription, circumstance: Circumstance) -> Seen:
    weight = prescription.standing.chart.patient.weight_kg
    if weight is None:
        return LACKING["weight_kg"]
    return Seen((Input("weight_kg", f"{weight:g}"),)) if holds(weight, circumstance) else NO


def _conditions(prescription: Prescription, circumstance: Circumstance) -> Seen:
    found = circumstance.codes & prescription.standing.chart.patient.conditions
    return Seen((Input("condition", ", ".join(sorted(found))),)) if found else NO


def _allergies(prescription: Prescription, circumstance: Circumstance) -> Seen:
    standing = prescription.standing
    patient = standing.chart.patient
    if not patient.allergies:
        return NO if patient.allergy_state in TOLD else LACKING["allergies"]
    medicines = standing.guidelines.medicines
    found = {
        told
        for told in patient.allergies
        for generic in medicines.look_up(told).generics
        if medicines.tags[generic] & circumstance.codes
    }
    return Seen((Input("allergy", ", ".join(sorted(found))),)) if found else NO


def _pregnant(prescription: Prescription, _: Circumstance) -> Seen:
    pregnancy = prescription.standing.chart.patient.pregnancy
    if pregnancy.status == "yes":
        return Seen((Input("pregnancy", "yes", pregnancy.on),))
    return _pregnancy_maybe(prescription)


def _pregnancy_maybe(prescription: Prescription) -> Seen:
    status = prescription.standing.chart.patient.pregnancy.status
    asked = status == "unknown" and may_bear(prescription)
    return LACKING["pregnancy"] if asked else NO


def _pregnancy_unknown(prescription: Prescription, _: Circumstance) -> Seen:
    patient = prescription.standing.chart.patient
    if patient.pregnancy.status != "unknown" or not may_bear(prescription):
        return NO
    sex = patient.sex
    missing = ("pregnancy", "sex") if sex == "unknown" else ("pregnancy",)
    told = Input("pregnancy", "unknown"), Input("sex", sex), _told_age(prescription)
    return Seen(told, missing)


def _pregnancy_weeks(prescription: Prescription, circumstance: Circumstance) -> Seen:
    pregnancy = prescription.standing.chart.patient.pregnancy
    if pregnancy.status != "yes":
        return _pregnancy_maybe(prescription)
    weeks = weeks_of_pregnancy(prescription)
    if weeks is None:
        return LACKING["pregnancy_weeks"]
    if not holds(weeks, circumstance):
        return NO
    return Seen((Input("pregnancy_weeks", str(weeks), pregnancy.on),))


def _weeks_unknown(prescription: Prescription, _: Circumstance) -> Seen:
    pregnancy = prescription.standing.chart.patient.pregnancy
    if pregnancy.status != "yes" or weeks_of_pregnancy(prescription) is not None:
        return NO
    return Seen((Input("pregnancy", "yes", pregnancy.on),), ("pregnancy_weeks",))


def _breastfeeding(prescription: Prescription, _: Circumstance) -> Seen:
    told = prescription.standing.chart.patient.breastfeeding
    if told == "unknown":
        return LACKING["breastfeeding"] if may_bear(prescription) else NO
    return Seen((Input("breastfeeding", told),)) if told == "yes" else NO


def _chronic_sciatica(prescription: Prescription, _: Circumstance) -> Seen:
    """Pain from the low back that is chronic, or may be: a warning goes by the earliest onset."""
    standing = prescription.standing
    stage, region = standing.stage, standing.chart.problem.region
    if region not in SCIATICA or "chronic" not in stage.possible:
        return NO
    inputs = (Input("region", region), Input("stages", ", ".join(stage.possible)))
    return Seen(inputs, ("onset",) if len(stage.possible) > 1 else ())


def _nothing_tried(prescription: Prescription, _: Circumstance) -> Seen:
    """No care without medicines that failed, or no medicine other than an opioid (S48)."""
    tried = prescription.tried
    care, medicine = tried.non_drug(), tried.medicines_without(OPIOID)
    if care and medicine:
        return NO
    if not (care or medicine):
        return NOTHING_TRIED
    return Seen((_said("failed_care", care), _said("failed_medicine", medicine)))


def _told_age(prescription: Prescription) -> Input:
    return Input("age", ages_told(prescription.youngest, prescription.age))


def _said(what: str, failed: tuple[Care, ...]) -> Input:
    return Input(what, "yes" if failed else "none recorded")


NOTHING_TRIED: Final = Seen((_said("failed_care", ()), _said("failed_medicine", ())))


LOOKS: Final[Mapping[str, Callable[[Prescription, Circumstance], Seen]]] = {
    "age": _age,
    "allergies": _allergies,
    "breastfeeding": _breastfeeding,
    "chronic_sciatica": _chronic_sciatica,
    "conditions": _conditions,
    "egfr": _egfr,
    "egfr_missing": _egfr_missing,
    "nothing_tried": _nothing_tried,
    "pregnancy_unknown": _pregnancy_unknown,
    "pregnancy_weeks": _pregnancy_weeks,
    "pregnant": _pregnant,
    "weeks_unknown": _weeks_unknown,
    "weight": _weight,
}
