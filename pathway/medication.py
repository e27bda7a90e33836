"""What a set of medicines is, and which rules it sets off whoever takes it.

All of it follows from the names, so that it is worked out once for each set of names and kept.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from pathway.advice import Warned
from pathway.finding import Input, Reason
from pathway.guidelines import Guidelines
from pathway.prescribingbook import (
    Apt,
    Drug,
    Fired,
    Holding,
    Medication,
    MedicineRule,
    Named,
    Open,
    Parts,
    PrescribingBook,
    Trial,
)

ASPIRIN: Final = "aspirin"
LOW_DOSE: Final = "low_dose_aspirin"
NSAID: Final = "nsaid"
MG_PER_G: Final = 1000
LEAST_BARE_MG: Final = 50
"""A number without a unit is a strength from here on; smaller ones count tablets."""
MOST_KEPT: Final = 2_000
"""Medications that are kept; then the memory of them begins anew."""
IMPERSONAL: Final = frozenset(
    {"age", "chronic_sciatica", "egfr_missing", "nothing_tried", "pregnancy_unknown"}
)
"""Circumstances that tell nothing by which anybody could be known: what they give is remembered."""
_STRENGTH: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(mg|g)?\b", re.IGNORECASE)


def medication_of(named: tuple[Named, ...], guidelines: Guidelines) -> Medication:
    """Return what these names mean together, and the rules that they set off."""
    kept = guidelines.prescribing.kept
    found = kept.get(named)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[named] = _medication(named, guidelines)
    return found


def trial_of(named: tuple[Named, ...], names: tuple[str, ...], guidelines: Guidelines) -> Trial:
    """Return what these names add to a medication, as if all of them were planned."""
    trials = guidelines.prescribing.trials
    found = trials.get((named, names))
    if found is None:
        if len(trials) >= MOST_KEPT:
            trials.clear()
        found = trials[named, names] = _trial(named, names, guidelines)
    return found


def apt_of(trial: Trial, held: Holding) -> Apt:
    """Return the rules of a trial that may fire for a patient of whom this holds."""
    found = trial.apt.get(held)
    if found is None:
        if len(trial.apt) >= MOST_KEPT:
            trial.apt.clear()
        found = trial.apt[held] = _apt(trial.medication, held)
    return found


def of_tags(tags: Collection[str], medication: Medication) -> dict[str, Drug]:
    """Return the medicines that are of a class or have a name."""
    by_tag = medication.by_tag
    return {drug.generic: drug for tag in tags for drug in by_tag.get(tag, ())}


def parts_of(generics: Iterable[str], names: Iterable[str]) -> Parts:
    """Return the medicines that take part in a rule, their names in order."""
    ordered = tuple(sorted(set(names)))
    return Parts(frozenset(generics), ordered, Input("medicines", ", ".join(ordered)))


def parts_of_drugs(drugs: Collection[Drug]) -> Parts:
    """Return these medicines as the parts of a rule."""
    return parts_of((it.generic for it in drugs), (name for it in drugs for name in it.names))


def fired(
    rule: MedicineRule,
    parts: Parts,
    inputs: tuple[Input, ...] = (),
    missing: tuple[str, ...] = (),
) -> Fired:
    """Return a rule that fired for these medicines."""
    reason = Reason(rule.code, (parts.read, *inputs), rule.source, missing)
    warned = Warned(rule.id, rule.severity, parts.names, rule.code, reason, rule.source)
    return Fired(rule.rank, parts.generics, warned)


def _medication(named: tuple[Named, ...], guidelines: Guidelines) -> Medication:
    medicines, book = guidelines.medicines, guidelines.prescribing
    drugs: dict[str, Drug] = {}
    missing: set[str] = set()
    for name, is_for_pain in named:
        for generic in medicines.look_up(name).generics:
            tags = medicines.tags_in(name, generic)
            if generic == ASPIRIN:
                dose, is_told = _aspirin(name, is_for_pain, book.numbers["low_dose_aspirin_mg"])
                tags |= {dose}
                missing |= set() if is_told else {"aspirin_dose"}
            drugs[generic] = _joined(drugs.get(generic), Drug(generic, tags, (name.strip(),)))
    strange = {name.strip() for name, _ in named if not medicines.knows(name)}
    by_tag = {
        tag: tuple(drug for drug in drugs.values() if tag in drug.tags)
        for tag in frozenset().union(*(drug.tags for drug in drugs.values()))
    }
    bare = Medication(
        named, drugs, by_tag, tuple(sorted(strange)), tuple(sorted(missing)), (), (), {}, False, 0
    )
    return _with_rules(bare, book)


def _with_rules(bare: Medication, book: PrescribingBook) -> Medication:
    rules = {rule for tag in bare.by_tag for rule in book.by_tag.get(tag, ())}
    found: list[Fired] = []
    undecided: list[Open] = []
    for rule in sorted(rules, key=_rank):
        if rule.special == "serotonin_pairs":
            found += _serotonin_pairs(rule, bare)
        elif rule.special:
            undecided.append(Open(rule))
        elif drugs := _parts(rule, bare):
            if rule.only or rule.when:
                undecided.append(Open(rule, parts_of_drugs(drugs)))
            else:
                found.append(fired(rule, parts_of_drugs(drugs)))
    if bare.strange:
        found += (_strange(it, bare.strange) for it in book.rules if it.special == "strange_names")
    untouched = sum(book.tags.isdisjoint(drug.tags) for drug in bare.drugs.values())
    kinds = {it.kind for each in undecided for it in each.rule.when}
    undecided += book.always
    ill = {code for each in undecided for code in each.rule.illnesses}
    return replace(
        bare,
        fired=tuple(found),
        open=tuple(each for each in undecided if not each.rule.illnesses),
        by_illness={
            code: tuple(each for each in undecided if code in each.rule.illnesses) for code in ill
        },
        asks_illness="conditions" in kinds,
        untouched=untouched,
    )


def _trial(named: tuple[Named, ...], names: tuple[str, ...], guidelines: Guidelines) -> Trial:
    whole = medication_of((*named, *(Named(name, True) for name in names)), guidelines)
    look_up = guidelines.medicines.look_up
    new = {generic for name in names for generic in look_up(name).generics}
    new.update(name.strip() for name in names if not look_up(name).is_known)
    tags = frozenset().union(*(whole.drugs[it].tags for it in new if it in whole.drugs))

    def takes_part(each: Open) -> bool:
        if each.parts is None:
            return not tags.isdisjoint(each.rule.tags)
        return not new.isdisjoint(each.parts.generics)

    ill = {code: tuple(filter(takes_part, rules)) for code, rules in whole.by_illness.items()}
    return Trial(
        replace(
            whole,
            fired=tuple(one for one in whole.fired if not new.isdisjoint(one.generics)),
            open=tuple(filter(takes_part, whole.open)),
            by_illness={code: rules for code, rules in ill.items() if rules},
        ),
        frozenset(new),
        {},
    )


def _apt(medication: Medication, held: Holding) -> Apt:
    suffered = [each for rules in medication.by_illness.values() for each in rules]
    rules = [
        each
        for each in dict.fromkeys((*suffered, *medication.open))
        if each.parts and each.rule.may_fire(held.circumstances)
    ]
    asked = [it.kind for each in rules for it in (*each.rule.only, *each.rule.when)]
    specials = [each for each in medication.open if _has_a_say(each.rule, medication, held)]
    return Apt(tuple(rules), tuple(specials), not IMPERSONAL.issuperset(asked))


def _has_a_say(rule: MedicineRule, medication: Medication, held: Holding) -> bool:
    if rule.special in held.specials:
        return True
    return rule.special == "maoi_washout" and bool(of_tags(rule.beside, medication))


def _parts(rule: MedicineRule, medication: Medication) -> tuple[Drug, ...]:
    """The medicines that set a rule off: of each group one, and no medicine for two groups."""
    found = of_tags(rule.medicines, medication)
    least = rule.count
    for group in (rule.beside, rule.and_beside):
        if group:
            more = of_tags(group, medication)
            if not more:
                return ()
            found |= more
            least += 1
    is_without = not of_tags(rule.without, medication)
    return tuple(found.values()) if len(found) >= least and is_without else ()


def _serotonin_pairs(rule: MedicineRule, medication: Medication) -> Iterator[Fired]:
    """M22: any two of a list, but for the pairs that are stopped by a row of their own.

    Those are one of ``beside`` with one of ``and_beside``.
    """
    parts: dict[str, Drug] = {}
    for one, other in combinations(of_tags(rule.medicines, medication).values(), 2):
        if not (_is_pair(one, other, rule) or _is_pair(other, one, rule)):
            parts |= {one.generic: one, other.generic: other}
    if parts:
        yield fired(rule, parts_of_drugs(parts.values()))


def _is_pair(one: Drug, other: Drug, rule: MedicineRule) -> bool:
    return bool(one.tags & rule.beside and other.tags & rule.and_beside)


def _strange(rule: MedicineRule, strange: tuple[str, ...]) -> Fired:
    """M44: every name that the catalogue does not know, in one line."""
    missing = ("medicine_name",) if "" in strange else ()
    return fired(rule, parts_of(strange, filter(None, strange)), missing=missing)


def _joined(known: Drug | None, more: Drug) -> Drug:
    """The same medicine under two names, or in two places."""
    if known is None or known == more:
        return more
    names = dict.fromkeys((*known.names, *more.names))
    return Drug(known.generic, known.tags | more.tags, tuple(names))


def _aspirin(name: str, is_for_pain: bool, most_mg: float) -> tuple[str, bool]:
    """How aspirin counts, and whether its strength was told.

    Without a strength it is taken for pain where pain is treated, and for the heart elsewhere.
    """
    for number, unit in _STRENGTH.findall(name):
        milligrams = float(number.replace(",", ".")) * (MG_PER_G if unit in {"g", "G"} else 1)
        if unit or milligrams >= LEAST_BARE_MG:
            return (LOW_DOSE if milligrams <= most_mg else NSAID), True
    return (NSAID if is_for_pain else LOW_DOSE), is_for_pain


def _rank(rule: MedicineRule) -> tuple[int, int]:
    return rule.rank
