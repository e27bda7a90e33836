"""What a patient takes and is about to take, read once from the chart for the medicine rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from pathway.days import age_on
from pathway.facts import Care
from pathway.finding import Input
from pathway.guidelines import Guidelines
from pathway.prescribingbook import Circumstance
from pathway.standing import Standing

ASPIRIN: Final = "aspirin"
LOW_DOSE: Final = "low_dose_aspirin"
NSAID: Final = "nsaid"
MG_PER_G: Final = 1000
LEAST_BARE_MG: Final = 50
"""A number without a unit is a strength from here on; smaller ones count tablets."""
_STRENGTH: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(mg|g)?\b", re.IGNORECASE)


class Drug(NamedTuple):
    """A medicine by its generic name, what rules can ask for, and the names as recorded."""

    generic: str
    tags: frozenset[str]
    names: tuple[str, ...]


class Stopped(NamedTuple):
    """A medicine that is no longer taken, and the day given for its end."""

    drug: Drug
    on: date


class Seen(NamedTuple):
    """What is known of a circumstance: it holds when there are inputs, else maybe if missing."""

    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prescription:
    """All medicines that run or are planned on a day, each once, found by class or name.

    ``strange`` are names that the catalogue does not know ("" for a medicine without a name),
    ``missing`` are facts about the medicines themselves that nobody recorded.
    """

    standing: Standing
    age: int
    drugs: Mapping[str, Drug]
    by_tag: Mapping[str, list[Drug]]
    strange: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    seen: dict[Circumstance, Seen] = field(default_factory=dict, compare=False, repr=False)

    def stopped(self) -> Iterator[Stopped]:
        """Yield each medicine that was taken and is not taken now, with the day of its end."""
        medicines = self.standing.guidelines.medicines
        for name, on in _ended(self.standing):
            for generic in medicines.look_up(name).generics:
                if generic not in self.drugs:
                    yield Stopped(Drug(generic, medicines.tags[generic], (name,)), on)


class _Named(NamedTuple):
    """A name as recorded; ``is_for_pain`` when it belongs to the plan or to care of the pain."""

    name: str
    is_for_pain: bool


def prescription_of(standing: Standing) -> Prescription:
    """Return what runs and what is planned on the day of a standing."""
    age = age_on(standing.chart.patient.birth_date, standing.on)
    return _with(Prescription(standing, age, {}, {}), _running(standing))


def with_planned(prescription: Prescription, names: Iterable[str]) -> Prescription:
    """Return the same with further names on the plan."""
    return _with(prescription, (_Named(name, True) for name in names))


def care_days(care: Care) -> tuple[date, date | None]:
    """Return the first and the last day of care; None while it runs."""
    if care.span is not None:
        return care.span.start, care.span.end
    return min(care.dates, default=date.max), max(care.dates, default=None)


def _with(prescription: Prescription, more: Iterable[_Named]) -> Prescription:
    standing = prescription.standing
    medicines, drugs = standing.guidelines.medicines, dict(prescription.drugs)
    strange, missing = set(prescription.strange), set(prescription.missing)
    for name, is_for_pain in more:
        looked = medicines.look_up(name)
        if not looked.is_known:
            strange.add(name.strip())
        for generic in looked.generics:
            tags = medicines.tags[generic]
            if generic == ASPIRIN:
                dose, is_told = _aspirin(name, is_for_pain, standing.guidelines)
                tags |= {dose}
                missing |= set() if is_told else {"aspirin_dose"}
            drugs[generic] = _joined(drugs.get(generic), Drug(generic, tags, (name.strip(),)))
    by_tag: dict[str, list[Drug]] = {}
    for drug in drugs.values():
        for tag in drug.tags:
            by_tag.setdefault(tag, []).append(drug)
    return replace(
        prescription,
        drugs=drugs,
        by_tag=by_tag,
        strange=tuple(sorted(strange)),
        missing=tuple(sorted(missing)),
    )


def _joined(known: Drug | None, more: Drug) -> Drug:
    """The same medicine under two names, or in two places."""
    if known is None or known == more:
        return more
    names = dict.fromkeys((*known.names, *more.names))
    return Drug(known.generic, known.tags | more.tags, tuple(names))


def _running(standing: Standing) -> Iterator[_Named]:
    chart, on = standing.chart, standing.on
    for taken in chart.patient.medicines:
        if taken.stopped is None:
            yield _Named(taken.name, False)
    for care in chart.care:
        if care.kind == "medicine" and (care_days(care)[1] or on) >= on:
            yield _Named(care.name, True)
    for name in chart.plan.medicines:
        yield _Named(name, True)


def _ended(standing: Standing) -> Iterator[tuple[str, date]]:
    for taken in standing.chart.patient.medicines:
        if taken.stopped is not None:
            yield taken.name, taken.stopped
    for care in standing.chart.care:
        last = care_days(care)[1] if care.kind == "medicine" else None
        if last is not None and last < standing.on:
            yield care.name, last


def _aspirin(name: str, is_for_pain: bool, guidelines: Guidelines) -> tuple[str, bool]:
    """How aspirin counts, and whether its strength was told.

    Without a strength it is taken for pain where pain is treated, and for the heart elsewhere.
    """
    for number, unit in _STRENGTH.findall(name):
        milligrams = float(number.replace(",", ".")) * (MG_PER_G if unit in {"g", "G"} else 1)
        if unit or milligrams >= LEAST_BARE_MG:
            most = guidelines.prescribing.numbers["low_dose_aspirin_mg"]
            return (LOW_DOSE if milligrams <= most else NSAID), True
    return (NSAID if is_for_pain else LOW_DOSE), is_for_pain
