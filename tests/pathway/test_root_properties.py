"""What holds for any findings: order never matters, normals never score, nothing ever raises."""

from dataclasses import replace
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from pathway.facts import BodySide, Chart, Reflex, Region, Sensation, Spot, TestResult, Visit
from pathway.places import PLACES
from tests.pathway.charts import day
from tests.pathway.rootcharts import of_region, ranked

REGIONS = st.sampled_from(get_args(Region))


def spots(group: str) -> st.SearchStrategy[Spot]:
    """Places that a group knows."""
    return st.builds(Spot, st.sampled_from(get_args(BodySide)), st.sampled_from(PLACES[group]))  # type: ignore[index]


def choice(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


VISITS = st.builds(
    Visit,
    on=st.integers(1, 30).map(day),
    pain_limb=st.none() | st.integers(0, 10),
    pain_map=st.frozensets(spots("pain_map"), max_size=3),
    sensation=st.dictionaries(spots("sensation"), choice(Sensation), max_size=3),
    power=st.dictionaries(spots("power"), st.integers(0, 5), max_size=3),
    reflexes=st.dictionaries(spots("reflex"), choice(Reflex), max_size=3),
    tests=st.dictionaries(spots("test"), choice(TestResult), max_size=3),
    exam_unlisted=st.sampled_from(["normal", "not_done", "not_done"]),
)
CHARTS = st.builds(
    lambda region, side, visits: _with_side(of_region(region, *visits), side),
    REGIONS,
    st.sampled_from(["left", "right", "both", "midline", "unknown"]),
    st.lists(VISITS, max_size=4),
)


def _with_side(made: Chart, side: str) -> Chart:
    return replace(made, problem=replace(made.problem, side=side))  # type: ignore[arg-type]


@given(CHARTS, st.randoms(use_true_random=False))
def test_order_never_matters(made: Chart, random: object) -> None:
    visits = [_shuffled(visit, random) for visit in made.visits]
    random.shuffle(visits)  # type: ignore[attr-defined]
    assert ranked(replace(made, visits=tuple(visits))) == ranked(made)


def _shuffled(visit: Visit, random: object) -> Visit:
    """The visit with its findings told in another order."""
    told = {}
    for name in ("sensation", "power", "reflexes", "tests"):
        rows = list(getattr(visit, name).items())
        random.shuffle(rows)  # type: ignore[attr-defined]
        told[name] = dict(rows)
    return replace(visit, **told)  # type: ignore[arg-type]


@given(CHARTS)
def test_a_ranking_is_whole_or_not_there(made: Chart) -> None:
    roots = ranked(made)
    assert roots.because
    assert (roots.rank_class == "not_ranked") <= (roots.ranked == ())
    if not roots.ranked:
        assert roots.weights is None
        return
    assert roots.weights is not None
    assert list(roots.weights) == list(roots.ranked)
    assert abs(sum(roots.weights.values()) - 1) < 1e-9
    # Equal roots stand in table order, though the computer's rounding may say otherwise.
    assert all(one > other - 1e-8 for one, other in pairwise(roots.weights.values()))
    assert set(roots.favouring or ()) <= set(roots.ranked)
    assert set(roots.against or ()) <= set(roots.ranked)


@given(CHARTS, st.lists(spots("power"), max_size=4), st.lists(spots("reflex"), max_size=3))
def test_normal_findings_never_change_the_ranking(
    made: Chart, muscles: list[Spot], reflexes: list[Spot]
) -> None:
    """A place that was never examined, found normal, stands in the lists and nowhere else."""
    told = {spot for visit in made.visits for spot in (*visit.power, *visit.reflexes)}
    more = Visit(
        on=day(31),
        power={spot: 5 for spot in muscles if spot not in told},
        reflexes={spot: "normal" for spot in reflexes if spot not in told},
    )
    bare, roots = ranked(made), ranked(replace(made, visits=(*made.visits, more)))
    assert (roots.rank_class, roots.ranked, roots.weights, roots.favouring) == (
        bare.rank_class,
        bare.ranked,
        bare.weights,
        bare.favouring,
    )


@given(CHARTS)
def test_clear_means_two_kinds_and_a_lead_of_three(made: Chart) -> None:
    roots = ranked(made)
    if roots.weights is None or roots.rank_class == "none":
        return
    first, second = (roots.weights[root] for root in roots.ranked[:2])
    favouring = (roots.favouring or {}).get(roots.ranked[0], ())
    kinds = {read.what.split()[1].partition(".")[0] for read in favouring} - {"test"}
    assert (roots.rank_class == "clear") == (first / second >= 3 and len(kinds) >= 2)


@given(st.lists(spots("sensation"), min_size=1, max_size=3), REGIONS)
def test_findings_mirror(places: list[Spot], region: Region) -> None:
    """Left and right are alike."""
    other = {"left": "right", "right": "left"}
    one = Visit(on=day(9), sensation=dict.fromkeys(places, "reduced"))
    mirrored = Visit(
        on=day(9),
        sensation={Spot(other[spot.side], spot.place): "reduced" for spot in places},  # type: ignore[arg-type]
    )
    here, there = ranked(of_region(region, one)), ranked(of_region(region, mirrored))
    assert (here.rank_class, here.ranked) == (there.rank_class, there.ranked)
