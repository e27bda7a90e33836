"""The medicine rules on one chart: what fired, how much was checked, what was missing.

Each rule is a row of the pack; what a row cannot say stands in ``prescribingrules``.
"""

from pathway.advice import MedicineCheck, Warned
from pathway.finding import Input, Reason
from pathway.guidelines import Guidelines
from pathway.prescribingbook import MedicineRule
from pathway.prescribingrules import Found, tried
from pathway.prescription import Prescription, prescription_of, with_planned

__all__ = ["if_planned", "medicine_report", "prescription_of"]


def medicine_report(
    prescription: Prescription, guidelines: Guidelines
) -> tuple[tuple[Warned, ...], MedicineCheck]:
    """Return the warnings, the most severe first, and how much was checked."""
    book = guidelines.prescribing
    rules = {rule for tag in prescription.by_tag for rule in book.by_medicine.get(tag, ())}
    fired: list[tuple[MedicineRule, Found]] = []
    missing = set(prescription.missing)
    for rule in (*rules, *book.always):
        found = tried(rule, prescription)
        missing.update(found.missing)
        if found.fires:
            fired.append((rule, found))
    fired.sort(key=_rank)
    check = MedicineCheck(
        rules_checked=len(book.ids),
        fired=len({rule.id for rule, _ in fired}),
        no_rule=sum(book.tags.isdisjoint(drug.tags) for drug in prescription.drugs.values()),
        inputs_missing=tuple(sorted(missing)),
    )
    return tuple(_warned(rule, found) for rule, found in fired), check


def if_planned(
    prescription: Prescription, names: tuple[str, ...], guidelines: Guidelines
) -> tuple[Warned, ...]:
    """Return the warnings in which these names take part, as if all of them were planned as well.

    Names given together are given together: ask for alternatives one by one.
    """
    book, medicines = guidelines.prescribing, guidelines.medicines
    more = with_planned(prescription, names)
    new = {generic for name in names for generic in medicines.look_up(name).generics}
    tags = {tag for generic in new for tag in more.drugs[generic].tags}
    rules = {rule for tag in tags for rule in book.by_part.get(tag, ())}
    strange = {name.strip() for name in names if not medicines.knows(name)}
    fired = []
    for rule in (*rules, *book.always):
        found = tried(rule, more)
        takes_part = any(it.generic in new for it in found.drugs) or strange & {*found.strange}
        if found.fires and takes_part:
            fired.append((rule, found))
    fired.sort(key=_rank)
    return tuple(_warned(rule, found) for rule, found in fired)


def _rank(fired: tuple[MedicineRule, Found]) -> tuple[int, int]:
    return fired[0].rank


def _warned(rule: MedicineRule, found: Found) -> Warned:
    names = found.names
    told = (Input("medicines", ", ".join(names)), *found.inputs)
    reason = Reason(rule.code, told, rule.source, found.missing)
    return Warned(rule.id, rule.severity, names, rule.code, reason, rule.source)
