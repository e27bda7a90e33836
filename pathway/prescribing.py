"""The medicine rules on one chart: what fired, how much was checked, what was missing."""

from pathway.advice import MedicineCheck, Warned
from pathway.circumstances import NO, seen
from pathway.finding import Input
from pathway.guidelines import Guidelines
from pathway.medication import fired, parts_of_drugs, trial_of
from pathway.prescribingbook import Circumstance, Fired, MedicineRule, Open
from pathway.prescribingrules import special
from pathway.prescription import Prescription, Seen, prescription_of

__all__ = ["if_planned", "medicine_report", "prescription_of"]


def medicine_report(
    prescription: Prescription, guidelines: Guidelines
) -> tuple[tuple[Warned, ...], MedicineCheck]:
    """Return the warnings, the most severe first, and how much was checked."""
    medication = prescription.medication
    missing = set(medication.missing)
    patient = prescription.standing.chart.patient
    is_told = patient.conditions or patient.conditions_state != "not_asked"
    if medication.asks_illness and not is_told:
        missing.add("conditions")
    found = list(medication.fired)
    for each in _undecided(prescription):
        decided, lacking = _decided(each, prescription)
        if lacking:
            missing.update(lacking)
        if decided:
            found.append(decided)
    found.sort(key=_rank)
    check = MedicineCheck(
        rules_checked=len(guidelines.prescribing.ids),
        fired=len({one.warned.id for one in found}),
        no_rule=medication.untouched,
        inputs_missing=tuple(sorted(missing.union(*(it.warned.because.missing for it in found)))),
    )
    return tuple(one.warned for one in found), check


def if_planned(
    prescription: Prescription, names: tuple[str, ...], holding: frozenset[Circumstance]
) -> tuple[Warned, ...]:
    """Return the warnings in which these names take part, as if all of them were planned as well.

    Names given together are given together: ask for alternatives one by one. ``holding`` is what
    holds for the patient (see circumstances.py).
    """
    guidelines = prescription.standing.guidelines
    medication, new = trial_of(prescription.medication.named, names, guidelines)
    more = prescription.with_plan(medication)
    found = [*medication.fired]
    for each in _undecided(more):
        if each.parts is None or each.rule.may_fire(holding):
            decided, _ = _decided(each, more)
            if decided and not new.isdisjoint(decided.generics):
                found.append(decided)
    if len(found) > 1:
        found.sort(key=_rank)
    return tuple([one.warned for one in found])


def _undecided(prescription: Prescription) -> tuple[Open, ...]:
    """Return the rules that depend on this patient and may fire or lack something."""
    medication = prescription.medication
    ill = prescription.standing.chart.patient.conditions
    if not ill:
        return medication.open
    by_illness = medication.by_illness
    suffered = dict.fromkeys([each for code in ill for each in by_illness.get(code, ())])
    return (*suffered, *medication.open)


def _decided(each: Open, prescription: Prescription) -> tuple[Fired | None, tuple[str, ...]]:
    """Whether a rule fires for this patient, and what it needed and did not find."""
    rule, parts = each.rule, each.parts
    if parts is None:
        fires, drugs, inputs, missing = special(rule, prescription)
        return (fired(rule, parts_of_drugs(drugs), inputs, missing) if fires else None), missing
    inputs, missing = _weighed(rule, prescription)
    return (fired(rule, parts, inputs, missing) if inputs else None), missing


def _weighed(rule: MedicineRule, prescription: Prescription) -> Seen:
    """What speaks for a rule: each fact of ``only`` and, if any is given, one of ``when``."""
    if len(rule.when) == 1 and not rule.only:
        return seen(prescription, rule.when[0])
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    for circumstance in rule.only:
        look = seen(prescription, circumstance)
        if not look.inputs:
            return look
        inputs, missing = inputs + look.inputs, missing + look.missing
    if not rule.when:
        return Seen(inputs, missing)
    holds = False
    for circumstance in rule.when:
        look = seen(prescription, circumstance)
        if look is not NO:
            inputs, missing = inputs + look.inputs, missing + look.missing
            holds = holds or bool(look.inputs)
    return Seen(inputs, missing) if holds else Seen((), missing) if missing else NO


def _rank(one: Fired) -> tuple[int, int]:
    return one.rank
