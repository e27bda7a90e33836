"""What bears on the ranking of roots: positive findings, their homes and sides, and normals."""

from collections.abc import Iterable
from typing import Final

from pathway.advice import Root
from pathway.bodyfindings import BodyFinding, BodyFindings, body_findings
from pathway.facts import BodySide
from pathway.finding import Input
from pathway.fixed import fixed
from pathway.places import FindingGroup
from pathway.roothomes import Home, RankedRegion, RootBook
from pathway.standing import Standing

KINDS: Final[tuple[FindingGroup, ...]] = ("pain_map", "sensation", "power", "reflex")
"""The kinds of findings that can agree on a root; provocation tests ask another question."""
SIDES: Final[frozenset[BodySide]] = frozenset(("left", "right"))


@fixed
class Scored:
    """A positive finding with its home, and as the input that reasons name."""

    group: FindingGroup
    home: Home
    read: Input


@fixed
class Evidence:
    """What the findings of an episode say about roots.

    ``scored`` are positive findings with a home weight, ``listed`` those without, and findings that
    are changed but no loss. ``lateral`` are the findings that tell on which side a root suffers,
    ``sides`` the sides they are on.
    """

    book: RootBook
    body: BodyFindings
    scored: tuple[Scored, ...]
    listed: tuple[Input, ...]
    lateral: tuple[Input, ...]
    sides: frozenset[BodySide]

    @property
    def reads(self) -> tuple[Input, ...]:
        """Return the positive findings with a home, as reasons name them."""
        return tuple([one.read for one in self.scored])

    @property
    def named(self) -> tuple[Root, ...]:
        """Return the roots that are the strongest home of some finding, each once."""
        strongest = dict.fromkeys([one.home.strongest for one in self.scored])
        return tuple([root for root in strongest if root])

    @property
    def regions(self) -> frozenset[RankedRegion]:
        """Return the regions whose roots the scored findings speak of."""
        return frozenset([one.home.region for one in self.scored])

    @property
    def side(self) -> BodySide | None:
        """Return the one side of the findings, None when it is none or both."""
        return next(iter(self.sides)) if len(self.sides) == 1 else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the kinds of findings of which nothing is known."""
        return tuple([kind for kind in KINDS if kind not in self.body.groups])


def evidence_of(standing: Standing) -> Evidence:
    """Return what the findings of the running episode say about roots."""
    book = standing.guidelines.roots
    body = body_findings(standing.visits)
    scored: list[Scored] = []
    listed: list[Input] = []
    lateral: list[Input] = []
    sides: set[BodySide] = set()
    for finding in body.found:
        _, side, group, place, _, _, sign = finding
        if sign == "negative":
            continue
        read = _input(finding)
        home = book.homes[group].get(place)
        if sign == "positive" and home:
            scored.append(Scored(group, home, read))
        else:
            listed.append(read)
        if _is_lateral(finding, home, book):
            lateral.append(read)
            sides.add(side)
    return Evidence(book, body, tuple(scored), tuple(listed), tuple(lateral), frozenset(sides))


def favouring(scored: Iterable[Scored], order: Iterable[Root]) -> dict[Root, tuple[Input, ...]]:
    """Return for each root the findings that are at home in it, roots without any left out."""
    return _by_root([(one.home, one.read) for one in scored], order)


def against(
    standing: Standing, evidence: Evidence, order: tuple[Root, ...]
) -> dict[Root, tuple[Input, ...]]:
    """Return for each root the normal findings of its examination on the side that suffers.

    What a record states as normal without naming it comes last, as one input.
    """
    sides = _sides(standing, evidence)
    book, body = evidence.book, evidence.body
    found = _by_root(_normals(body, sides, book), order)
    if body.normal_on is None:
        return found
    stated = Input("exam_unlisted", "normal", body.normal_on)
    return {root: (*found.get(root, ()), stated) for root in order if root in book.examined}


def _normals(
    body: BodyFindings, sides: frozenset[BodySide], book: RootBook
) -> list[tuple[Home, Input]]:
    found: list[tuple[Home, Input]] = []
    for finding in body.found:
        _, side, group, place, _, _, sign = finding
        home = book.homes[group].get(place) if sign == "negative" and side in sides else None
        if home:
            found.append((home, _input(finding)))
    return found


def _sides(standing: Standing, evidence: Evidence) -> frozenset[BodySide]:
    """The side of the findings; without any, that of the problem; not told, both."""
    told = standing.chart.problem.side
    if evidence.sides or told not in SIDES:
        return evidence.sides or SIDES
    return frozenset(side for side in SIDES if side == told)


def _by_root(
    found: Iterable[tuple[Home, Input]], order: Iterable[Root]
) -> dict[Root, tuple[Input, ...]]:
    rows: dict[Root, tuple[Input, ...]] = {}
    for home, read in found:
        for root in home.shares:
            rows[root] = (*rows.get(root, ()), read)
    return {root: rows[root] for root in order if root in rows}


def _is_lateral(finding: BodyFinding, home: Home | None, book: RootBook) -> bool:
    """Tell whether a finding says on which side a root suffers.

    Pain of the spine's own is often felt on both sides, and tests without a home weight ask whether
    a root suffers, not which.
    """
    if finding.sign != "positive":
        return False
    if finding.group == "pain_map":
        return finding.place not in book.trunk_pain
    return finding.group != "test" or home is not None


def _input(finding: BodyFinding) -> Input:
    _, side, group, place, value, on, _ = finding
    return Input(f"{side} {group}.{place}", value, on)
