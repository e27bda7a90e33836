"""Visits and rankings for the tests of nerve roots: say what was found, leave the rest out."""

from dataclasses import replace

from pathway.advice import Roots
from pathway.facts import BodySide, Chart, Problem, Region, Spot, Visit
from pathway.guidelines import Guidelines
from pathway.roots import rank_roots
from pathway.standing import standing_of
from tests.pathway.charts import chart, day, guidelines

LOSS = {"sensation": "reduced", "power": 4, "reflex": "reduced", "test": "positive"}
NORMAL = {"sensation": "normal", "power": 5, "reflex": "normal", "test": "negative"}
FIELDS = {"sensation": "sensation", "power": "power", "reflex": "reflexes", "test": "tests"}


def visit(*findings: str, on: int = 20, side: BodySide = "right", **more: object) -> Visit:
    """A visit with findings such as "pain outer_shin", "power hip_abduction", "no reflex knee".

    A finding is a loss unless it begins with "no"; "power wrist_extension 2" gives its value.
    """
    made = Visit(on=day(on))
    for finding in findings:
        made = with_finding(made, finding, side)
    return replace(made, **more)  # type: ignore[arg-type]


def with_finding(made: Visit, finding: str, side: BodySide) -> Visit:
    """The visit with one more finding."""
    words = finding.removeprefix("no ").split()
    group, spot = words[0], Spot(side, words[1])
    if group == "pain":
        return replace(made, pain_map=made.pain_map | {spot})
    value: object = NORMAL[group] if finding.startswith("no ") else LOSS[group]
    if len(words) > 2:
        value = int(words[2]) if group == "power" else words[2]
    field = FIELDS[group]
    return replace(made, **{field: {**getattr(made, field), spot: value}})  # type: ignore[arg-type]


def both_sides(right: tuple[str, ...], left: tuple[str, ...]) -> Visit:
    """A visit with findings on both sides."""
    made = visit(*right)
    for finding in left:
        made = with_finding(made, finding, "left")
    return made


def of_region(region: Region, *visits: Visit) -> Chart:
    """A chart of a problem of a region, with its side not told."""
    made = chart(*visits)
    return replace(made, problem=Problem(region, made.problem.onset))


def ranked(made: Chart, on: int = 40, pack: Guidelines | None = None) -> Roots:
    """The ranking of a chart on a day of the problem."""
    return rank_roots(standing_of(made, day(on), pack or guidelines()))


def lumbar(*findings: str) -> Roots:
    """The ranking of one lumbar visit."""
    return ranked(of_region("lumbar", visit(*findings)))


def cervical(*findings: str) -> Roots:
    """The ranking of one cervical visit."""
    return ranked(of_region("cervical", visit(*findings)))


def rules(roots: Roots) -> list[str]:
    """The rules that a ranking names, in their order."""
    return [reason.rule for reason in roots.because]


def whats(roots: Roots, rule: str) -> list[str]:
    """The codes of what one of the rules read."""
    return [read.what for reason in roots.because if reason.rule == rule for read in reason.inputs]
