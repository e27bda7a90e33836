"""Reads the medicine rules of a pack, and names the first wrong key."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast, get_args

from pathway.advice import Severity
from pathway.medicines import Medicines
from pathway.packtable import PackTable
from pathway.prescribingbook import Circumstance, MedicineRule, Open, PrescribingBook, Special

GRADES: Final = ("V", "K", "D")
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
MEASURES: Final = ("age", "egfr", "weight", "pregnancy_weeks")
FACTS: Final = (
    "breastfeeding",
    "chronic_sciatica",
    "egfr_missing",
    "nothing_tried",
    "pregnancy_unknown",
    "pregnant",
    "weeks_unknown",
)
SPECIALS: Final[tuple[Special, ...]] = get_args(Special)
ALWAYS: Final = frozenset({"stopped_at_once", "old_egfr"})
"""What is tried whatever the patient takes."""
NEEDED: Final = (
    "low_dose_aspirin_mg",
    "childbearing_from_years",
    "childbearing_to_years",
    "maoi_washout_days",
    "before_maoi_days",
    "taper_note_days",
    "relaxant_longest_days",
    "egfr_months",
    "egfr_months_if_ill",
)
"""The numbers that code asks for by name; the others are named by rows."""
RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "years": (1, 120),
    "days": (1, 1000),
    "weeks": (1, 45),
    "months": (1, 60),
    "medicines": (2, 10),
    "kg": (1, 300),
    "mg": (1, 5000),
    "ml_min": (1, 200),
}
"""The units of the numbers and what is possible; ``ml_min`` is mL/min/1.73 m²."""


def read_prescribing(
    table: Mapping[str, object], medicines: Medicines, sources: Collection[str]
) -> PrescribingBook:
    """Return the medicine rules that a table describes; PackTrouble names the first wrong key."""
    root = PackTable(table, "prescribing")
    root.only("number", "rules")
    numbers = dict(_numbers(root.table("number"), sources))
    for name in NEEDED:
        if name not in numbers:
            root.table("number").trouble(name, "a table")
    names = (*medicines.known_classes, *medicines.tags)
    reader = _Reader(numbers, names, tuple(sources))
    rows = root.table("rules")
    rules = tuple(reader.rule(code, rows.table(code), at) for at, code in enumerate(rows))
    tags = frozenset(tag for rule in rules for tag in rule.tags)
    return PrescribingBook(
        rules,
        numbers,
        frozenset(rule.id for rule in rules),
        tags,
        {tag: tuple(rule for rule in rules if tag in _sets_off(rule)) for tag in tags},
        tuple(Open(rule) for rule in rules if rule.special in ALWAYS),
        tuple(reader.shared.values()),
    )


def _sets_off(rule: MedicineRule) -> frozenset[str]:
    """Without one of these the rule need not be tried."""
    if rule.special in ALWAYS:
        return frozenset()
    return rule.tags if rule.special else rule.medicines


def _numbers(rows: PackTable, sources: Collection[str]) -> Iterator[tuple[str, float]]:
    for name in rows:
        row = rows.table(name)
        row.only("value", "unit", "source", "note")
        low, high = RANGES[row.one_of("unit", tuple(RANGES))]
        value = row.number("value")
        if not low <= value <= high:
            row.trouble("value", f"a number from {low:g} to {high:g}")
        row.one_of("source", tuple(sources))
        if not row.text("note").strip():
            row.trouble("note", "a text that is not empty")
        yield name, value


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a row may name: numbers, classes and generic names, sources.

    Rows that ask for the same circumstance share it, so that it is looked at once.
    """

    numbers: Mapping[str, float]
    names: tuple[str, ...]
    sources: tuple[str, ...]
    shared: dict[tuple[object, ...], Circumstance] = field(default_factory=dict)

    def rule(self, code: str, row: PackTable, place: int) -> MedicineRule:
        row.only(
            "severity", "source", "further_sources", "medicines", "count", "beside", "and_beside",
            "without", "only", "when", "special", "note", "grade",
        )  # fmt: skip
        row.one_of("grade", GRADES)
        row.texts("further_sources", self.sources)
        severity = cast(Severity, row.one_of("severity", SEVERITIES))
        return MedicineRule(
            id=code.partition(".")[0],
            code=code,
            severity=severity,
            source=row.one_of("source", self.sources),
            medicines=self._names(row, "medicines"),
            count=int(self._number(row, "count") or 1),
            beside=self._names(row, "beside"),
            and_beside=self._names(row, "and_beside"),
            without=self._names(row, "without"),
            only=tuple(self._one(fact) for fact in row.texts("only", FACTS)),
            when=tuple(self._when(row.table("when"))) if "when" in row else (),
            special=cast(Special, row.one_of("special", SPECIALS)) if "special" in row else None,
            rank=(SEVERITIES.index(severity), place),
        )

    def _when(self, row: PackTable) -> Iterator[Circumstance]:
        row.only("conditions", "allergies", "facts", *MEASURES)
        if "conditions" in row:
            yield self._one("conditions", codes=frozenset(row.texts("conditions")))
        if "allergies" in row:
            yield self._one("allergies", codes=self._names(row, "allergies"))
        for fact in row.texts("facts", FACTS):
            yield self._one(fact)
        for measure in MEASURES:
            if measure in row:
                yield self._measure(measure, row.table(measure))

    def _measure(self, measure: str, row: PackTable) -> Circumstance:
        row.only("from", "over", "under")
        low, over = self._number(row, "from"), self._number(row, "over")
        high = self._number(row, "under")
        return self._one(measure, (over if low is None else low, high), over is not None)

    def _one(
        self,
        kind: str,
        limits: tuple[float | None, float | None] = (None, None),
        is_over: bool = False,
        codes: frozenset[str] = frozenset(),
    ) -> Circumstance:
        key = (kind, limits, is_over, codes)
        return self.shared.setdefault(key, Circumstance(kind, *limits, is_over, codes))

    def _names(self, row: PackTable, key: str) -> frozenset[str]:
        return frozenset(row.texts(key, self.names))

    def _number(self, row: PackTable, key: str) -> float | None:
        return self.numbers[row.one_of(key, tuple(self.numbers))] if key in row else None
