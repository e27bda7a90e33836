"""The medicine rules on one chart: what fired, how much was checked, what was missing."""

from collections.abc import Iterable, Iterator

from pathway.advice import MedicineCheck, Warned
from pathway.circumstances import NO, seen, that_hold
from pathway.finding import Input
from pathway.guidelines import Guidelines
from pathway.medication import MOST_KEPT, apt_of, fired, parts_of_drugs, trial_of
from pathway.prescribingbook import Fired, Holding, MedicineRule, Open, Seen, Trial
from pathway.prescribingrules import special, specials_for
from pathway.prescription import Prescription, prescription_of

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


def holding(prescription: Prescription) -> Holding:
    """Return what holds for a patient whatever is tried."""
    return Holding(that_hold(prescription), specials_for(prescription))


def if_planned(
    prescription: Prescription, names: tuple[str, ...], held: Holding
) -> tuple[Warned, ...]:
    """Return the warnings in which these names take part, as if all of them were planned as well.

    Names given together are given together: ask for alternatives one by one. ``held`` is what holds
    for the patient. What the rows of the table say to the same is remembered.
    """
    trial = trial_of(prescription.medication.named, names, prescription.standing.guidelines)
    apt = apt_of(trial, held)
    looks = tuple([seen(prescription, each) for each in apt.asked])
    found = apt.said.get(looks)
    if found is None:
        if len(apt.said) >= MOST_KEPT:
            apt.said.clear()
        said = [one for each in apt.rules if (one := _decided(each, prescription)[0])]
        found = _ranked((*trial.medication.fired, *said))
        if not apt.is_personal:
            apt.said[looks] = found
    if apt.specials:
        found = _ranked((*found, *_special(apt.specials, prescription, trial)))
    return tuple([one.warned for one in found])


def _special(rules: tuple[Open, ...], prescription: Prescription, trial: Trial) -> Iterator[Fired]:
    """The rules with a function of their own that fire for what is tried."""
    more = prescription.with_plan(trial.medication)
    for each in rules:
        decided, _ = _decided(each, more)
        if decided and not trial.new.isdisjoint(decided.generics):
            yield decided


def _ranked(found: Iterable[Fired]) -> tuple[Fired, ...]:
    return tuple(sorted(found, key=_rank))


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
