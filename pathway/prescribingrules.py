"""How a medicine rule is tried: most are rows of a table, a few are functions of their own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from pathway.circumstances import seen
from pathway.days import add_months, days_after
from pathway.finding import Input
from pathway.prescribingbook import MedicineRule
from pathway.prescription import Drug, Prescription, care_days


class Found(NamedTuple):
    """What came of trying a rule: whether it fires, for which medicines, by what, lacking what."""

    fires: bool = False
    drugs: tuple[Drug, ...] = ()
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names as recorded of all medicines that take part, in order."""
        names = {name for drug in self.drugs for name in drug.names}
        return tuple(sorted(names.union(self.strange)))


NOTHING: Final = Found()


def tried(rule: MedicineRule, prescription: Prescription) -> Found:
    """Return what comes of a rule."""
    if rule.special:
        return SPECIAL[rule.special](rule, prescription)
    drugs = _parts(rule, prescription)
    if not drugs:
        return NOTHING
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    for circumstance in rule.only:
        look = seen(prescription, circumstance)
        if not look.inputs:
            return Found(missing=look.missing)
        inputs, missing = inputs + look.inputs, missing + look.missing
    if not rule.when:
        return Found(True, drugs, inputs, missing)
    looks = [seen(prescription, circumstance) for circumstance in rule.when]
    fires = any(look.inputs for look in looks)
    for look in looks:
        inputs, missing = inputs + look.inputs, missing + look.missing
    return Found(fires, drugs, inputs, missing)


def _parts(rule: MedicineRule, prescription: Prescription) -> tuple[Drug, ...]:
    """The medicines that set a rule off: of each group one, and no medicine for two groups."""
    found = taken(rule.medicines, prescription)
    least = rule.count
    for group in (rule.beside, rule.and_beside):
        if group:
            more = taken(group, prescription)
            if not more:
                return ()
            found |= more
            least += 1
    is_without = not rule.without or not taken(rule.without, prescription)
    return tuple(found.values()) if len(found) >= least and is_without else ()


def taken(tags: Collection[str], prescription: Prescription) -> dict[str, Drug]:
    """Return the medicines that run or are planned and are of a class or have a name."""
    by_tag = prescription.by_tag
    return {drug.generic: drug for tag in tags for drug in by_tag.get(tag, ())}


# ---------------------------------------------------------------- rules that a row cannot say


def maoi_washout(rule: MedicineRule, prescription: Prescription) -> Found:
    """M21: an MAO inhibitor beside these medicines, or too soon after; or the other way round.

    ``beside`` are the MAO inhibitors, ``and_beside`` the medicines with a washout of their own.
    """
    limits = prescription.standing.guidelines.prescribing.numbers
    these, maois = taken(rule.medicines, prescription), taken(rule.beside, prescription)
    parts = {**these, **maois} if these and maois else {}
    inputs = []
    for tags, days, others in (
        (rule.beside, limits["maoi_washout_days"], these),
        (rule.and_beside, limits["before_maoi_days"], maois),
    ):
        for drug, on in prescription.stopped() if others else ():
            if drug.tags & tags and (prescription.standing.on - on).days <= days:
                parts |= {**others, drug.generic: drug}
                inputs.append(Input("stopped", drug.names[0], on))
    return Found(bool(parts), tuple(parts.values()), tuple(sorted(inputs, key=_order)))


def serotonin_pairs(rule: MedicineRule, prescription: Prescription) -> Found:
    """M22: any two of a list, but for the pairs that are stopped by a row of their own.

    Those are one of ``beside`` with one of ``and_beside``.
    """
    parts: dict[str, Drug] = {}
    for one, other in combinations(taken(rule.medicines, prescription).values(), 2):
        if not (_is_pair(one, other, rule) or _is_pair(other, one, rule)):
            parts |= {one.generic: one, other.generic: other}
    return Found(bool(parts), tuple(parts.values()))


def stopped_at_once(rule: MedicineRule, prescription: Prescription) -> Found:
    """M34: stopped not long ago; nobody can record that the dose was lowered step by step."""
    longest = prescription.standing.guidelines.prescribing.numbers["taper_note_days"]
    ended = [
        (drug, on)
        for drug, on in prescription.stopped()
        if drug.tags & rule.medicines and (prescription.standing.on - on).days <= longest
    ]
    inputs = tuple(sorted((Input("stopped", drug.names[0], on) for drug, on in ended), key=_order))
    return Found(bool(ended), tuple(drug for drug, _ in ended), inputs)


def taken_too_long(rule: MedicineRule, prescription: Prescription) -> Found:
    """M36: counted from the first day of care that runs on; a medicine listed has no first day."""
    standing = prescription.standing
    drugs = taken(rule.medicines, prescription)
    start = _since(rule, prescription)
    if start is None:
        listed = (it.name for it in standing.chart.patient.medicines if it.stopped is None)
        is_listed = any(_is_of(name, rule, prescription) for name in listed)
        return Found(missing=("medicine_start",) if is_listed else ())
    days = (standing.on - start).days
    longest = standing.guidelines.prescribing.numbers["relaxant_longest_days"]
    return Found(days > longest, tuple(drugs.values()), (Input("days", str(days), start),))


def old_egfr(rule: MedicineRule, prescription: Prescription) -> Found:
    """M43: the kidney function is older than it may be; less with one of the illnesses named."""
    standing = prescription.standing
    egfr, numbers = standing.chart.patient.egfr, standing.guidelines.prescribing.numbers
    if egfr is None:
        return NOTHING
    ill = tuple(told for each in rule.when for told in seen(prescription, each).inputs)
    months = numbers["egfr_months_if_ill" if ill else "egfr_months"]
    is_old = standing.on > add_months(egfr.on, int(months))
    drugs = tuple(taken(rule.medicines, prescription).values())
    return Found(is_old, drugs, (Input("egfr", f"{egfr.value:g}", egfr.on), *ill))


def strange_names(_: MedicineRule, prescription: Prescription) -> Found:
    """M44: every name that the catalogue does not know, in one line."""
    names = tuple(name for name in prescription.strange if name)
    missing = () if len(names) == len(prescription.strange) else ("medicine_name",)
    return Found(bool(prescription.strange), missing=missing, strange=names)


SPECIAL: Final[Mapping[str, Callable[[MedicineRule, Prescription], Found]]] = {
    "maoi_washout": maoi_washout,
    "old_egfr": old_egfr,
    "serotonin_pairs": serotonin_pairs,
    "stopped_at_once": stopped_at_once,
    "strange_names": strange_names,
    "taken_too_long": taken_too_long,
}


def _is_pair(one: Drug, other: Drug, rule: MedicineRule) -> bool:
    return bool(one.tags & rule.beside and other.tags & rule.and_beside)


def _is_of(name: str, rule: MedicineRule, prescription: Prescription) -> bool:
    medicines = prescription.standing.guidelines.medicines
    return any(medicines.tags[it] & rule.medicines for it in medicines.look_up(name).generics)


def _since(rule: MedicineRule, prescription: Prescription) -> date | None:
    """The first day of the care with these medicines that runs today, without a day between."""
    on = prescription.standing.on
    start, last = None, date.min
    for first, ends in sorted(_spans(rule, prescription)):
        if start is None or first > days_after(last, 1):
            start = first
        last = max(last, ends)
    return start if last >= on else None


def _spans(rule: MedicineRule, prescription: Prescription) -> Iterator[tuple[date, date]]:
    for care in prescription.standing.chart.care:
        if care.kind == "medicine" and _is_of(care.name, rule, prescription):
            first, ends = care_days(care)
            yield first, ends or prescription.standing.on


def _order(told: Input) -> tuple[date, str]:
    return told.on or date.min, told.value
