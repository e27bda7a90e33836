"""The table of home weights is checked when it is read, and the first wrong key is named."""

import copy
from math import isclose, log
from typing import Any

import pytest

import resources
from pathway.catalogue import read_catalogue
from pathway.packtable import PackTrouble
from pathway.places import PLACES
from pathway.roothomes import ROOTS, RootBook, read_roots
from tests.pathway.charts import guidelines


def book() -> RootBook:
    return guidelines().roots


def test_places_are_those_of_the_catalogue() -> None:
    known = read_catalogue(resources.catalogue_tables()).places
    assert {group: set(places) for group, places in PLACES.items()} == known


def test_shares_add_up_and_hit_rates_are_rates() -> None:
    homes = [home for row in book().homes.values() for home in row.values()]
    assert len(homes) == 33
    assert all(isclose(sum(home.shares.values()), 1) for home in homes)
    assert all(0 < home.hit < 1 for home in homes)
    assert all(len(home.gains) == 6 for home in homes)


def test_each_root_stands_in_one_region_and_has_its_disc() -> None:
    roots = [root for region in book().regions.values() for root in region.roots]
    assert tuple(roots) == ROOTS
    assert set(book().discs) == set(ROOTS) - {"S2"}
    assert (book().discs["L5"].usual, book().discs["L5"].far_out) == ("L4/5", "L5/S1")


def test_the_strongest_home_is_the_only_one_with_most() -> None:
    homes = book().homes
    assert homes["power"]["ankle_dorsiflexion"].strongest == "L5"
    assert homes["power"]["knee_extension"].strongest is None
    assert homes["test"]["femoral_stretch"].strongest == "L3"


def test_roots_that_an_examination_speaks_of() -> None:
    lumbar, cervical = {"L2", "L3", "L4", "L5", "S1"}, {"C5", "C6", "C7", "C8", "T1"}
    assert book().examined == lumbar | cervical


def test_a_ratio_is_capped() -> None:
    tables: Any = copy.deepcopy(resources.pack_tables())
    tables["roots"]["homes"]["reflex"]["ankle"]["hit"] = 0.99
    strong = read_roots(tables["roots"], guidelines().sources)
    gains = strong.homes["reflex"]["ankle"].gains
    assert max(gains) == pytest.approx(0.5 * log(4))
    assert min(gains) == pytest.approx(0.5 * log(0.25))


@pytest.mark.parametrize(
    ("keys", "value", "trouble"),
    [
        (("extra",), {}, "roots.extra: expected one of"),
        (("homes",), 3, "roots.homes: expected a table"),
        (("number", "damping"), None, "roots.number.damping: expected a table"),
        (("number", "haste"), {}, "roots.number.haste: expected one of"),
        (("number", "damping", "value"), 0, "roots.number.damping.value: expected a number from"),
        (("number", "damping", "unit"), "x", "roots.number.damping.unit: expected one of"),
        (("number", "damping", "note"), 3, "roots.number.damping.note: expected a text"),
        (
            ("number", "clear_ratio", "source"),
            "NOBODY",
            "roots.number.clear_ratio.source: expected",
        ),
        (
            ("number", "clear_kinds", "value"),
            1.5,
            "roots.number.clear_kinds.value: expected a whole number from 1 to 4",
        ),
        (("regions", "thoracic"), {}, "roots.regions.thoracic: expected one of"),
        (("regions", "lumbar", "source"), "?", "roots.regions.lumbar.source: expected the id"),
        (("regions", "lumbar", "prior"), {}, "roots.regions.lumbar.prior: expected one of"),
        (
            ("regions", "lumbar", "priors", "C7"),
            0.1,
            "roots.regions.lumbar.priors.C7: expected one",
        ),
        (
            ("regions", "lumbar", "priors", "L5"),
            0.5,
            "roots.regions.lumbar.priors.L2: expected shares",
        ),
        (
            ("regions", "lumbar", "priors", "L5"),
            0,
            "roots.regions.lumbar.priors.L5: expected a share",
        ),
        (
            ("regions", "lumbar", "priors"),
            {"L4": 0.2, "L5": 0.4, "S1": 0.4},
            "roots.regions.lumbar.priors: expected at least 4 roots",
        ),
        (("homes", "gait"), {}, "roots.homes.gait: expected one of"),
        (("homes", "reflex"), None, "roots.homes.reflex: expected a table"),
        (("homes", "reflex", "jaw"), {}, "roots.homes.reflex.jaw: expected one of"),
        (("homes", "reflex", "ankle", "roots"), {}, "roots.homes.reflex.ankle.roots: expected one"),
        (("homes", "reflex", "ankle", "hit"), 1, "roots.homes.reflex.ankle.hit: expected a rate"),
        (("homes", "reflex", "ankle", "source"), "?", "roots.homes.reflex.ankle.source: expected"),
        (
            ("homes", "reflex", "ankle", "homes"),
            {},
            "roots.homes.reflex.ankle.homes.: expected one",
        ),
        (
            ("homes", "reflex", "ankle", "homes"),
            {"S9": 1},
            "roots.homes.reflex.ankle.homes.S9: expected one of C4",
        ),
        (
            ("homes", "reflex", "ankle", "homes"),
            {"S1": 0.5, "C7": 0.5},
            "roots.homes.reflex.ankle.homes.C7: expected one of L2",
        ),
        (
            ("homes", "reflex", "ankle", "homes"),
            {"S1": 0.5, "L5": 0.4},
            "roots.homes.reflex.ankle.homes.S1: expected shares that add up to 1",
        ),
        (("trunk", "pain_map"), ["calf"], "roots.trunk.pain_map: expected only"),
        (("trunk", "power"), [], "roots.trunk.power: expected one of"),
        (("lung_apex", "roots"), ["C9"], "roots.lung_apex.roots: expected only"),
        (("both_sides", "flags"), [], "roots.both_sides.flags: expected one of"),
        (("lung_apex", "flag"), "x", "roots.lung_apex.flag: expected one of"),
        (("discs", "S9"), {}, "roots.discs.S9: expected one of"),
        (("discs", "S1", "often"), "x", "roots.discs.S1.often: expected one of"),
        (("rules", "ROOT-CLEAR"), "NOBODY", "roots.rules.ROOT-CLEAR: expected the id"),
    ],
)
def test_the_first_wrong_key_is_named(keys: tuple[str, ...], value: object, trouble: str) -> None:
    table: Any = copy.deepcopy(resources.pack_tables()["roots"])
    row = table
    for key in keys[:-1]:
        row = row[key]
    row[keys[-1]] = value
    with pytest.raises(PackTrouble) as refused:
        read_roots(table, guidelines().sources)
    assert str(refused.value).startswith(trouble)
