"""The medicine rules on one chart: what fired, how much was checked, what was missing."""

from collections.abc import Iterator
from typing import NamedTuple

from pathway.advice import MedicineCheck, Warned
from pathway.circumstances import NO, seen, that_hold
from pathway.finding import Input
from pathway.guidelines import Guidelines
from pathway.medication import IMPERSONAL, MOST_KEPT, apt_of, fired, parts_of_drugs, trial_of
from pathway.prescribingbook import (
    Answer,
    Fired,
    Heard,
    Holding,
    MedicineRule,
    Open,
    Said,
    Seen,
)
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


class Trying(NamedTuple):
    """A patient for whom names can be tried: what holds whatever is tried, and what was said.

    ``said`` remembers the answers for all of whom the same holds, unless they are personal.
    """

    prescription: Prescription
    held: Holding
    said: Said


def trying(prescription: Prescription) -> Trying:
    """Return a patient for whom names can be tried."""
    holding = that_hold(prescription)
    held = Holding(frozenset(holding), specials_for(prescription))
    told = [look for each, look in holding.items() if each.kind in IMPERSONAL]
    heard = Heard(prescription.medication.named, held, tuple(told))
    memory = prescription.standing.guidelines.prescribing.said
    said = memory.get(heard)
    if said is None:
        if len(memory) >= MOST_KEPT:
            memory.clear()
        said = memory[heard] = {}
    return Trying(prescription, held, said)


def if_planned(patient: Trying, names: tuple[str, ...]) -> tuple[Warned, ...]:
    """Return the warnings in which these names take part, as if all of them were planned as well.

    Names given together are given together.
    """
    said = patient.said.get(names) or _answer(patient, names)
    if not said.specials:
        return said.warned
    return _warned((*said.fired, *_special(said, patient.prescription)))


def if_one_planned(patient: Trying, names: tuple[str, ...]) -> tuple[Warned, ...]:
    """Return the warnings for alternatives: each is asked by itself, and a rule is told once."""
    if len(names) == 1:
        return if_planned(patient, names)
    once: dict[str, Warned] = {}
    for name in names:
        for warned in if_planned(patient, (name,)):
            once.setdefault(warned.because.rule, warned)
    return tuple(once.values())


def _answer(patient: Trying, names: tuple[str, ...]) -> Answer:
    """What the rows of the table say to names that are tried, remembered unless it is personal."""
    prescription = patient.prescription
    trial = trial_of(prescription.medication.named, names, prescription.standing.guidelines)
    apt = apt_of(trial, patient.held)
    said = [one for each in apt.rules if (one := _decided(each, prescription)[0])]
    fired = (*trial.medication.fired, *said)
    answer = Answer(fired, _warned(fired), apt.specials, trial)
    if not apt.is_personal:
        patient.said[names] = answer
    return answer


def _special(said: Answer, prescription: Prescription) -> Iterator[Fired]:
    """The rules with a function of their own that fire for what is tried."""
    more = prescription.with_plan(said.trial.medication)
    for each in said.specials:
        decided, _ = _decided(each, more)
        if decided and not said.trial.new.isdisjoint(decided.generics):
            yield decided


def _warned(found: tuple[Fired, ...]) -> tuple[Warned, ...]:
    return tuple([one.warned for one in sorted(found, key=_rank)])


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
