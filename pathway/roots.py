"""Which nerve root the findings point to: a ranking that can be followed, never a probability.

Each positive finding adds to the score of the roots it is at home in, damped and capped, because
findings depend on each other and tell roots apart poorly. Normal findings are listed, not scored.
"""

from datetime import date
from math import exp
from typing import Final

from pathway.advice import Root, RootClass, Roots
from pathway.facts import Answer
from pathway.finding import Because, Input, Reason
from pathway.fixed import fixed
from pathway.places import FindingGroup
from pathway.rootevidence import KINDS, Evidence, Scored, against, evidence_of, favouring
from pathway.roothomes import REGIONS, ROOTS, Home, RankedRegion, RegionRoots, Scores
from pathway.standing import Standing

MOST_KEPT: Final = 10_000
"""Sets of findings whose scores are kept; then the memory of them begins anew."""
# Scores closer than this are equal: they differ by the computer's rounding only.
DIGITS: Final = 9


@fixed
class _Ranking:
    """The roots of a region by what the scored findings say for each."""

    scored: tuple[Scored, ...]
    scores: Scores

    @property
    def first(self) -> Root:
        return self.scores.roots[0]

    @property
    def kinds(self) -> set[FindingGroup]:
        """The kinds of findings that agree on the first root; tests are none."""
        first = self.first
        agreeing = [one.group for one in self.scored if first in one.home.shares]
        return {group for group in agreeing if group in KINDS}

    def reads(self, *roots: Root) -> tuple[Input, ...]:
        """Return the findings that are at home in one of these roots."""
        return tuple(
            [one.read for one in self.scored if not one.home.shares.keys().isdisjoint(roots)]
        )


def rank_roots(standing: Standing) -> Roots:
    """Return the roots of the region by what the findings of the running episode say for each."""
    evidence = evidence_of(standing)
    refused = _refusals(standing, evidence)
    if refused:
        return _not_ranked(standing, evidence, refused)
    region = _region(standing, evidence)
    if region is None:
        return _no_table(standing, evidence)
    return _ranked(standing, evidence, region)


def _refusals(standing: Standing, evidence: Evidence) -> tuple[Reason, ...]:
    """Why no single root can explain the findings."""
    because = standing.guidelines.because
    refusals = []
    both_sides = evidence.lateral if len(evidence.sides) > 1 else _told_both(standing, evidence)
    if both_sides:
        refusals.append(because("ROOT-BOTH-SIDES", *both_sides))
    named = evidence.named
    if len(named) >= evidence.book.numbers.many_roots:
        roots = Input("roots", ", ".join(root for root in ROOTS if root in named))
        refusals.append(because("ROOT-MANY", roots, *evidence.reads))
    if standing.chart.problem.region == "unsure" and len(evidence.regions) > 1:
        refusals.append(because("ROOT-ARM-AND-LEG", *evidence.reads))
    return tuple(refusals)


def _told_both(standing: Standing, evidence: Evidence) -> tuple[Input, ...]:
    """What says that the limbs of both sides are affected, beside findings marked on one."""
    if not evidence.scored:
        return ()
    told = [
        Input(f"flag.{item}", answer, on)
        for item in evidence.book.both_sides_items
        for on, answer in _latest_answers(standing, item)
        if answer == "yes"
    ]
    if standing.chart.problem.side == "both":
        told.append(Input("side", "both"))
    return tuple(told)


def _not_ranked(standing: Standing, evidence: Evidence, refusals: tuple[Reason, ...]) -> Roots:
    return Roots(
        "not_ranked",
        favouring=favouring(evidence.scored, ROOTS),
        against=against(standing, evidence, _roots_of(evidence)),
        because=(*refusals, *_listed(standing, evidence.listed)),
        side=evidence.side,
    )


def _roots_of(evidence: Evidence) -> tuple[Root, ...]:
    regions = evidence.book.regions
    return tuple(
        root
        for region, table in regions.items()
        if region in evidence.regions
        for root in table.roots
    )


def _region(standing: Standing, evidence: Evidence) -> RankedRegion | None:
    """The region whose roots are ranked; unsure, the one that the findings are in."""
    told = standing.chart.problem.region
    meant = evidence.regions if told == "unsure" else [one for one in REGIONS if one == told]
    return next(iter(meant), None)


def _no_table(standing: Standing, evidence: Evidence) -> Roots:
    """No root can be named: the region has no table, or is not sure and nothing points to one."""
    because = standing.guidelines.because
    reads = (*evidence.reads, *evidence.listed)
    if standing.chart.problem.region == "thoracic":
        reason = because("ROOT-THORACIC")
    else:
        reason = because("ROOT-NONE", missing=evidence.missing)
    return Roots("none", because=(reason, *_listed(standing, reads)), side=evidence.side)


def _ranked(standing: Standing, evidence: Evidence, region: RankedRegion) -> Roots:
    table = evidence.book.regions[region]
    scored = tuple([one for one in evidence.scored if one.home.region == region])
    ranking = _Ranking(scored, _scores(table, tuple([one.home for one in scored])))
    roots = ranking.scores.roots
    rank_class, reason, named = _verdict(standing, evidence, ranking)
    elsewhere = [one.read for one in evidence.scored if one.home.region != region]
    reasons = [reason, *_listed(standing, (*elsewhere, *evidence.listed))]
    if scored and ranking.first in evidence.book.apex_roots:
        reasons.append(_lung_apex(standing, evidence, ranking.first))
    return Roots(
        rank_class,
        ranked=roots,
        favouring=favouring(scored, roots),
        against=against(standing, evidence, roots),
        weights=ranking.scores.weights,
        because=tuple(reasons),
        side=evidence.side,
        named=roots[:named],
    )


def _scores(table: RegionRoots, homes: tuple[Home, ...]) -> Scores:
    found = table.kept.get(homes)
    if found is None:
        if len(table.kept) >= MOST_KEPT:
            table.kept.clear()
        found = table.kept[homes] = _worked_out(table, homes)
    return found


def _worked_out(table: RegionRoots, homes: tuple[Home, ...]) -> Scores:
    gains = [home.gains for home in homes]
    scores = list(map(sum, zip(table.starts, *gains, strict=True)))
    rounded = [round(score, DIGITS) for score in scores]
    order = sorted(range(len(scores)), key=rounded.__getitem__, reverse=True)
    weights = [exp(score) for score in scores]
    total = sum(weights)
    roots = tuple([table.roots[i] for i in order])
    lead = weights[order[0]] / weights[order[1]]
    shares = {table.roots[i]: weights[i] / total for i in order}
    return Scores(roots, lead, shares)


def _verdict(
    standing: Standing, evidence: Evidence, ranking: _Ranking
) -> tuple[RootClass, Reason, int]:
    """The class, why, and how many roots from the first on are named to people."""
    because, numbers = standing.guidelines.because, evidence.book.numbers
    if not ranking.scored:
        return "none", because("ROOT-NONE", missing=evidence.missing), 0
    root = Input("root", ranking.first)
    if ranking.scores.lead < numbers.clear_ratio:
        second = Input("second", ranking.scores.roots[1])
        reads = ranking.reads(*ranking.scores.roots[:2])
        return "likely", because("ROOT-CLOSE", root, second, *reads, missing=evidence.missing), 2
    reads = ranking.reads(ranking.first)
    if len(ranking.kinds) < numbers.clear_kinds:
        return "likely", because("ROOT-ONE-KIND", root, *reads, missing=evidence.missing), 1
    return "clear", because("ROOT-CLEAR", root, *reads), 1


def _listed(standing: Standing, reads: tuple[Input, ...]) -> Because:
    return (standing.guidelines.because("ROOT-LISTED", *reads),) if reads else ()


def _lung_apex(standing: Standing, evidence: Evidence, root: Root) -> Reason:
    """The prompt for RF-T6: a tumour at the top of the lung can look like a C8 or T1 root."""
    item = f"flag.{evidence.book.apex_item}"
    reads = [Input("root", root)]
    smoker = standing.chart.patient.smoker
    if smoker != "unknown":
        reads.append(Input("patient.smoker", smoker))
    told = _latest_answers(standing, evidence.book.apex_item)
    reads.extend(Input(item, answer, on) for on, answer in told)
    return standing.guidelines.because("ROOT-LUNG-APEX", *reads, missing=() if told else (item,))


def _latest_answers(standing: Standing, item: str) -> list[tuple[date, Answer]]:
    """Return the answers of the latest day on which an item was asked, each once."""
    told: list[tuple[date, Answer]] = []
    for visit in reversed(standing.visits):
        if told and visit.on < told[0][0]:
            break
        answer = visit.answered(item)
        if answer != "not_asked" and (visit.on, answer) not in told:
            told.append((visit.on, answer))
    return sorted(told) if len(told) > 1 else told
