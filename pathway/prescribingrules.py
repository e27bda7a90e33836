"""The medicine rules that no row of the table can say: they read days and courses of treatment."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from pathway.circumstances import seen
from pathway.days import add_months, days_after
from pathway.finding import Input
from pathway.medication import of_tags
from pathway.prescribingbook import Drug, MedicineRule, Special
from pathway.prescription import Prescription, Stopped, care_days


class Found(NamedTuple):
    """What came of a rule: whether it fires, for which medicines, by what, lacking what."""

    fires: bool = False
    drugs: tuple[Drug, ...] = ()
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


NOTHING: Final = Found()


def specials_for(prescription: Prescription) -> frozenset[Special]:
    """Return the rules of this file that may fire for a patient whatever is tried.

    The one about MAO inhibitors may fire for anybody who takes one as well; what is taken too long
    is taken today.
    """
    found: set[Special] = {"taken_too_long"} if prescription.medication.drugs else set()
    if prescription.ended:
        found |= {"stopped_at_once", "maoi_washout"}
    if prescription.standing.chart.patient.egfr is not None:
        found.add("old_egfr")
    return frozenset(found)


def special(rule: MedicineRule, prescription: Prescription) -> Found:
    """Return what comes of a rule that is a function of its own."""
    return SPECIAL[rule.special or ""](rule, prescription)


def maoi_washout(rule: MedicineRule, prescription: Prescription) -> Found:
    """M21: an MAO inhibitor beside these medicines, or too soon after; or the other way round.

    ``beside`` are the MAO inhibitors, ``and_beside`` the medicines with a washout of their own.
    """
    limits = prescription.standing.guidelines.prescribing.numbers
    maois = of_tags(rule.beside, prescription.medication)
    if not (maois or prescription.ended):
        return NOTHING
    these = of_tags(rule.medicines, prescription.medication)
    parts = {**these, **maois} if these and maois else {}
    told: list[Stopped] = []
    for tags, days, others in (
        (rule.beside, limits["maoi_washout_days"], these),
        (rule.and_beside, limits["before_maoi_days"], maois),
    ):
        for drug, on in prescription.stopped() if others else ():
            if drug.tags & tags and (prescription.standing.on - on).days <= days:
                parts |= {**others, drug.generic: drug}
                told.append(Stopped(drug, on))
    return Found(bool(parts), tuple(parts.values()), _in_order(told))


def stopped_at_once(rule: MedicineRule, prescription: Prescription) -> Found:
    """M34: stopped not long ago; nobody can record that the dose was lowered step by step."""
    if not prescription.ended:
        return NOTHING
    longest = prescription.standing.guidelines.prescribing.numbers["taper_note_days"]
    ended = [
        stopped
        for stopped in prescription.stopped()
        if stopped.drug.tags & rule.medicines
        and (prescription.standing.on - stopped.on).days <= longest
    ]
    return Found(bool(ended), tuple(it.drug for it in ended), _in_order(ended))


def taken_too_long(rule: MedicineRule, prescription: Prescription) -> Found:
    """M36: counted from the first day of care that runs on; a medicine listed has no first day."""
    standing = prescription.standing
    start = _since(rule, prescription)
    if start is None:
        listed = (it.name for it in standing.chart.patient.medicines if it.stopped is None)
        is_listed = any(_is_of(name, rule, prescription) for name in listed)
        return Found(missing=("medicine_start",) if is_listed else ())
    days = (standing.on - start).days
    longest = standing.guidelines.prescribing.numbers["relaxant_longest_days"]
    drugs = tuple(of_tags(rule.medicines, prescription.medication).values())
    return Found(days > longest, drugs, (Input("days", str(days), start),))


def old_egfr(rule: MedicineRule, prescription: Prescription) -> Found:
    """M43: the kidney function is older than it may be; less with one of the illnesses named."""
    standing = prescription.standing
    egfr, numbers = standing.chart.patient.egfr, standing.guidelines.prescribing.numbers
    if egfr is None:
        return NOTHING
    ill = tuple(told for each in rule.when for told in seen(prescription, each).inputs)
    months = numbers["egfr_months_if_ill" if ill else "egfr_months"]
    is_old = standing.on > add_months(egfr.on, int(months))
    drugs = tuple(of_tags(rule.medicines, prescription.medication).values())
    return Found(is_old, drugs, (Input("egfr", f"{egfr.value:g}", egfr.on), *ill))


SPECIAL: Final[Mapping[str, Callable[[MedicineRule, Prescription], Found]]] = {
    "maoi_washout": maoi_washout,
    "old_egfr": old_egfr,
    "stopped_at_once": stopped_at_once,
    "taken_too_long": taken_too_long,
}


def _is_of(name: str, rule: MedicineRule, prescription: Prescription) -> bool:
    medicines = prescription.standing.guidelines.medicines
    return any(medicines.tags[it] & rule.medicines for it in medicines.look_up(name).generics)


def _since(rule: MedicineRule, prescription: Prescription) -> date | None:
    """The first day of the care with these medicines that runs today, without a day between."""
    start, last = None, date.min
    for first, ends in sorted(_spans(rule, prescription)):
        if start is None or first > days_after(last, 1):
            start = first
        last = max(last, ends)
    return start if last >= prescription.standing.on else None


def _spans(rule: MedicineRule, prescription: Prescription) -> Iterator[tuple[date, date]]:
    for care in prescription.standing.chart.care:
        if care.kind == "medicine" and _is_of(care.name, rule, prescription):
            first, ends = care_days(care)
            yield first, ends or prescription.standing.on


def _in_order(told: Iterable[Stopped]) -> tuple[Input, ...]:
    """What was stopped, day by day; each has the one name that it was recorded by."""
    days = sorted((on, drug.names[0]) for drug, on in told)
    return tuple(Input("stopped", name, on) for on, name in days)
