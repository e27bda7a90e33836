"""Safety of heat, cold, manual therapy, traction and other physical care that runs or is planned.

A thing that was not examined or that nobody asked is named as missing, never taken as normal.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from pathway.advice import Warned
from pathway.facts import Care
from pathway.feeling import Felt, felt_at
from pathway.finding import Input, Level, Reason, RedFlags
from pathway.physicalbook import PhysicalRule
from pathway.standing import Standing


def care_warnings(standing: Standing) -> tuple[Warned, ...]:
    """Return the safety rules that fire for care that runs or is planned, in the pack's order."""
    given = given_care(standing)
    book = standing.guidelines.physical
    if book.kinds.isdisjoint(given):
        return ()
    is_free_of = given.keys().isdisjoint
    rules = [rule for rule in book.rules if not is_free_of(rule.kinds)]
    case = PhysicalCase(standing)
    found = []
    for rule in rules:
        kinds = tuple([kind for kind in rule.kinds if kind in given])
        reason = case.reason(rule, min([given[kind] for kind in kinds]))
        if reason:
            found.append(_warned(rule, kinds, reason))
    return tuple(found)


def if_given(case: "PhysicalCase", kind: str) -> tuple[Warned, ...]:
    """Return the safety rules that fire for this patient if a kind of care is planned today.

    Those that hold for everybody are in the pack's book.
    """
    rules = case.rules_for(kind)
    if not rules:
        return ()
    found = [(rule, case.reason_now(rule)) for rule in rules]
    return tuple([_warned(rule, (kind,), reason) for rule, reason in found if reason])


def given_care(standing: Standing) -> dict[str, date]:
    """Return the kinds of care that run or are planned, each with the day on which it began."""
    given: dict[str, date] = {}
    for care in standing.chart.care:
        if care.kind != "medicine" and _runs(care, standing):
            begun = care.span.start if care.span else care.dates[0]
            given[care.kind] = min(begun, given.get(care.kind, begun))
    named = standing.guidelines.physical.stands_for
    for planned in standing.chart.plan.care:
        given.setdefault(named.get(planned, planned), standing.on)
    return given


def _runs(care: Care, standing: Standing) -> bool:
    """Care given as single sessions runs until the gap after the last one is long enough."""
    if care.span:
        return care.span.end is None or care.span.end >= standing.on
    gap = standing.guidelines.thresholds.pause_gap_days
    return care.dates[-1] + timedelta(days=gap) > standing.on


def _warned(rule: PhysicalRule, kinds: tuple[str, ...], reason: Reason) -> Warned:
    return Warned(rule.id, rule.severity, kinds, rule.id, reason, rule.source)


class PhysicalCase:
    """What the safety rules of physical care read from a chart; feeling is read once, if at all.

    A case ``is_unremarkable`` when nothing but feeling, or the kind of care itself, can let a rule
    fire. Of the flags only those are kept that some rule reads.
    """

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._flags = _flags(standing.flags, standing.guidelines.physical.watched.flags)
        self.is_unremarkable = self._has_no_finding()
        self._now: dict[str, Reason | None] = {}
        self._felt_once: Felt | None = None

    def rules_for(self, kind: str) -> tuple[PhysicalRule, ...]:
        """Return the rules that can fire for a kind of care, of those that do not hold for all."""
        book = self.standing.guidelines.physical
        if not self.is_unremarkable:
            return book.tested[kind]
        return book.felt[kind] if any(self._felt) else book.plain[kind]

    def reason_now(self, rule: PhysicalRule) -> Reason | None:
        """Return why a rule fires for care that begins today, worked out once."""
        if rule.id not in self._now:
            if self.is_unremarkable:
                self._now[rule.id] = self._by_feeling(rule)
            else:
                self._now[rule.id] = self.reason(rule, self.standing.on)
        return self._now[rule.id]

    def _by_feeling(self, rule: PhysicalRule) -> Reason | None:
        """The same where nothing but feeling, or the kind of care itself, lets a rule fire."""
        if rule.regions and self.standing.chart.problem.region not in rule.regions:
            return None
        felt, feeling = self._felt, rule.feeling
        unknown = (*felt.unknown, *rule.ask) if feeling == "unknown" else rule.ask
        read = felt.site if feeling == "site" else felt.elsewhere if feeling == "elsewhere" else ()
        if read or unknown or rule.is_plain:
            return Reason(rule.id, tuple(read), rule.source, unknown)
        return None

    def reason(self, rule: PhysicalRule, begun: date) -> Reason | None:
        """Return why a rule fires for care that began on a day; None when it does not."""
        if rule.regions and self.standing.chart.problem.region not in rule.regions:
            return None
        missing = self._missing(rule) if rule.screen or rule.feeling == "unknown" else rule.ask
        read = tuple(self._found(rule, begun))
        if read or missing or rule.is_plain:
            return Reason(rule.id, read, rule.source, missing)
        return None

    def _found(self, rule: PhysicalRule, begun: date) -> list[Input]:
        patient, problem = self.standing.chart.patient, self.standing.chart.problem
        found: list[Input] = []
        if rule.feeling and rule.feeling != "unknown":
            found += self._felt.site if rule.feeling == "site" else self._felt.elsewhere
        if patient.conditions and rule.conditions:
            found += [Input("condition", it) for it in rule.conditions if it in patient.conditions]
        if rule.flags:
            found += [
                given
                for flag, level, given in self._flags
                if flag in rule.flags and level >= rule.least
            ]
        if problem.cause in rule.causes:
            found.append(Input("cause", problem.cause))
        if rule.pregnancy and patient.pregnancy.status == "yes":
            found.append(Input("pregnancy", "yes", patient.pregnancy.on))
        if rule.course:
            found += self._growing_weakness()
        days = (self.standing.on - begun).days
        if rule.longer_than_days and days > rule.longer_than_days:
            found.append(Input("care_days", str(days), begun))
        return found

    def _growing_weakness(self) -> tuple[Input, ...]:
        visits = self.standing.visits
        for visit in reversed(visits):
            if visit.on < visits[-1].on:
                break
            if visit.weakness and visit.weakness.course == "progressing":
                return (Input("weakness.course", "progressing", visit.on),)
        return ()

    def _missing(self, rule: PhysicalRule) -> tuple[str, ...]:
        unfelt = self._felt.unknown if rule.feeling == "unknown" else ()
        unasked: list[str] = []
        if rule.screen:
            family = self.standing.guidelines.flags.family_of
            unasked = [f for f in self.standing.flags.missing if family(f) in rule.screen]
        return (*unfelt, *unasked, *rule.ask)

    def _has_no_finding(self) -> bool:
        chart, guidelines = self.standing.chart, self.standing.guidelines
        watched, missing = guidelines.physical.watched, self.standing.flags.missing
        return not (
            self._flags
            or not watched.conditions.isdisjoint(chart.patient.conditions)
            or (
                missing
                and not watched.families.isdisjoint(map(guidelines.flags.family_of, missing))
            )
            or chart.patient.pregnancy.status == "yes"
            or chart.problem.cause in watched.causes
            or self._growing_weakness()
        )

    @property
    def _felt(self) -> Felt:
        if self._felt_once is None:
            sites = self.standing.guidelines.physical.sites[self.standing.chart.problem.region]
            self._felt_once = felt_at(sites, self.standing.visits)
        return self._felt_once


def _flags(flags: RedFlags, least: Mapping[str, Level]) -> tuple[tuple[str, Level, Input], ...]:
    """Flags that are open, and those that were confirmed: what they found is still there.

    Left out are those that no rule reads, or not at their level.
    """
    if not (flags.open or flags.history):
        return ()
    found = [
        (flag.id, flag.level, Input("flag", flag.id, flag.raised_on))
        for flag in flags.open
        if flag.id in least and flag.level >= least[flag.id]
    ]
    found += [
        (past.id, Level.EMERGENCY, Input("flag", past.id, past.on))
        for past in flags.history
        if past.id in least and past.state == "confirmed"
    ]
    return tuple(found)
