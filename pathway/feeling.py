"""Feeling of the skin as last examined: where it is numb, and where nobody knows."""

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from pathway.facts import Sensation, Spot, Visit
from pathway.finding import Input

WORSE: Final[tuple[Sensation, ...]] = ("normal", "increased", "reduced", "absent")
NUMB: Final = frozenset({"reduced", "absent"})


class Felt(NamedTuple):
    """What is numb where heat or cold is put and elsewhere, and where nobody knows."""

    site: list[Input]
    elsewhere: list[Input]
    unknown: tuple[str, ...]


def felt_at(sites: tuple[str, ...], visits: tuple[Visit, ...]) -> Felt:
    """Return the feeling as last examined. A zone is known when both sides of it are.

    Numbness that was told without a place may be anywhere, so then nothing is known.
    """
    felt, rest_is_normal = _last_felt(visits)
    numb = sorted([spot for spot, told in felt.items() if told.value in NUMB])
    if not numb and True in [visit.numbness_since is not None for visit in visits]:
        rest_is_normal = False
    unknown = () if rest_is_normal else sites
    if felt:
        unknown = tuple([zone for zone in unknown if not _is_known(zone, felt)])
    return Felt(
        [felt[spot] for spot in numb if spot.place in sites],
        [felt[spot] for spot in numb if spot.place not in sites],
        tuple([f"sensation.{zone}" for zone in unknown]),
    )


def _is_known(zone: str, felt: Mapping[Spot, Input]) -> bool:
    return Spot("left", zone) in felt and Spot("right", zone) in felt


def _last_felt(visits: tuple[Visit, ...]) -> tuple[Mapping[Spot, Input], bool]:
    """Feeling as last examined at each place; whether all other places were found normal.

    Of what two visits of a day say about a place the worse counts.
    """
    found: dict[Spot, Input] = {}
    telling = (v for v in reversed(visits) if v.sensation or v.exam_unlisted == "normal")
    for on, visits_then in groupby(telling, attrgetter("on")):
        of_day = tuple(visits_then)
        places = dict.fromkeys([spot for visit in of_day for spot in visit.sensation])
        for spot in places:
            worst = max([v.sensation.get(spot, "normal") for v in of_day], key=WORSE.index)
            found.setdefault(spot, Input(f"sensation.{spot.place}", worst, on))
        if "normal" in [visit.exam_unlisted for visit in of_day]:
            return found, True
    return found, False
