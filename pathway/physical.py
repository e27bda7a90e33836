"""Safety of heat, cold, manual therapy, traction and other physical care that runs or is planned.

A thing that was not examined or that nobody asked is named as missing, never taken as normal.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final

from pathway.advice import Warned
from pathway.facts import BodySide, Care, Sensation, Spot
from pathway.finding import Input, Level, Reason, RedFlags
from pathway.physicalbook import PhysicalRule
from pathway.standing import Standing

WORSE: Final[tuple[Sensation, ...]] = ("normal", "increased", "reduced", "absent")
NUMB = frozenset({"reduced", "absent"})
SIDES: tuple[BodySide, ...] = ("left", "right")


def care_warnings(standing: Standing) -> tuple[Warned, ...]:
    """Return the safety rules that fire for care that runs or is planned, in the pack's order."""
    given = given_care(standing)
    if not given:
        return ()
    is_free_of = given.keys().isdisjoint
    rules = [rule for rule in standing.guidelines.physical.rules if not is_free_of(rule.kinds)]
    if not rules:
        return ()
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
    book, begun = case.standing.guidelines.physical, case.standing.on
    rules = book.felt[kind] if case.is_unremarkable else book.tested[kind]
    return tuple(
        [_warned(rule, (kind,), reason) for rule in rules if (reason := case.reason(rule, begun))]
    )


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
    fire.
    """

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._flags = tuple(_flags(standing.flags))
        self.is_unremarkable = self._has_no_finding()

    def reason(self, rule: PhysicalRule, begun: date) -> Reason | None:
        """Return why a rule fires for care that began on a day; None when it does not."""
        if rule.regions and self.standing.chart.problem.region not in rule.regions:
            return None
        missing = self._missing(rule)
        read = tuple(self._found(rule, begun))
        if read or missing or rule.is_plain:
            return Reason(rule.id, read, rule.source, missing)
        return None

    def _found(self, rule: PhysicalRule, begun: date) -> list[Input]:
        patient, problem = self.standing.chart.patient, self.standing.chart.problem
        found = self._feeling(rule)
        if patient.conditions:
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

    def _feeling(self, rule: PhysicalRule) -> list[Input]:
        if rule.feeling is None or rule.feeling == "unknown":
            return []
        is_wanted_here, site = rule.feeling == "site", self._site
        return [
            given for spot, given in self._numb.items() if (spot.place in site) == is_wanted_here
        ]

    def _growing_weakness(self) -> Iterator[Input]:
        visits = self.standing.visits
        of_latest_day = (visit for visit in visits if visit.on == visits[-1].on)
        told = (visit.weakness for visit in of_latest_day if visit.weakness)
        if any(weakness.course == "progressing" for weakness in told):
            yield Input("weakness.course", "progressing", visits[-1].on)

    def _missing(self, rule: PhysicalRule) -> tuple[str, ...]:
        unfelt = self._unfelt if rule.feeling == "unknown" else ()
        unasked: list[str] = []
        if rule.screen:
            family = self.standing.guidelines.flags.family_of
            unasked = [f for f in self.standing.flags.missing if family(f) in rule.screen]
        return (*unfelt, *unasked, *rule.ask)

    def _has_no_finding(self) -> bool:
        chart = self.standing.chart
        return not (
            self._flags
            or chart.patient.conditions
            or self.standing.flags.missing
            or chart.patient.pregnancy.status == "yes"
            or chart.problem.cause != "unknown"
            or any(self._growing_weakness())
        )

    @cached_property
    def _site(self) -> frozenset[str]:
        sites = self.standing.guidelines.physical.sites
        return frozenset(sites[self.standing.chart.problem.region])

    @cached_property
    def _felt(self) -> tuple[Mapping[Spot, Input], bool]:
        """Feeling as last examined at each place; whether all other places were found normal.

        Of what two visits of a day say about a place the worse counts.
        """
        found: dict[Spot, Input] = {}
        for on, visits in groupby(reversed(self.standing.visits), attrgetter("on")):
            of_day = tuple(visits)
            places = dict.fromkeys(spot for visit in of_day for spot in visit.sensation)
            for spot in places:
                worst = max((v.sensation.get(spot, "normal") for v in of_day), key=WORSE.index)
                found.setdefault(spot, Input(f"sensation.{spot.place}", worst, on))
            if any(visit.exam_unlisted == "normal" for visit in of_day):
                return found, True
        return found, False

    @cached_property
    def _numb(self) -> Mapping[Spot, Input]:
        felt, _ = self._felt
        return {spot: felt[spot] for spot in sorted(felt) if felt[spot].value in NUMB}

    @cached_property
    def _unfelt(self) -> tuple[str, ...]:
        """Zones of the site whose feeling is not known on both sides.

        Numbness that was told without a place may be anywhere, so then nothing is known.
        """
        felt, rest_is_normal = self._felt
        if not self._numb and any(visit.numbness_since for visit in self.standing.visits):
            rest_is_normal = False
        if rest_is_normal:
            return ()
        sites = self.standing.guidelines.physical.sites[self.standing.chart.problem.region]
        return tuple(
            f"sensation.{zone}"
            for zone in sites
            if any(Spot(side, zone) not in felt for side in SIDES)
        )


def _flags(flags: RedFlags) -> Iterator[tuple[str, Level, Input]]:
    """Flags that are open, and those that were confirmed: what they found is still there."""
    for flag in flags.open:
        yield flag.id, flag.level, Input("flag", flag.id, flag.raised_on)
    for past in flags.history:
        if past.state == "confirmed":
            yield past.id, Level.EMERGENCY, Input("flag", past.id, past.on)
