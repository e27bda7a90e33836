"""Resources are found by name; what is not there is named together with what is."""

import tomllib
from pathlib import Path

import pytest

import resources
from resources import NoSuchResource


def test_there_is_a_default_pack() -> None:
    assert resources.DEFAULT_PACK in resources.packs()


def test_a_pack_has_its_numbers_and_the_medicines_but_no_words() -> None:
    tables = resources.pack_tables()
    assert {"pack", "thresholds", "sources", "red_flags", "medicines"} <= tables.keys()
    assert not [name for name in tables if "." in name]


def test_words_of_a_pack_by_language() -> None:
    assert "timing" in resources.words_tables("en")
    with pytest.raises(NoSuchResource, match="no language named 'tlh'; there is en"):
        resources.words_tables("tlh")


@pytest.mark.parametrize("pack", ["nowhere", "", "..", "../packs/foramen-2026", "/etc"])
def test_a_pack_is_found_by_its_id_only(pack: str) -> None:
    with pytest.raises(NoSuchResource, match="there is foramen-2026"):
        resources.pack_tables(pack)


def test_catalogue_and_its_words() -> None:
    tables = resources.catalogue_tables()
    assert tables.keys() == {"catalogue", "words"}
    with pytest.raises(NoSuchResource):
        resources.catalogue_tables("../en")


def test_handouts_have_words_in_english() -> None:
    assert resources.handout_tables("en")
    with pytest.raises(NoSuchResource):
        resources.handout_tables("xx")


def test_fonts_and_icons_with_or_without_their_ending() -> None:
    for find, name, suffix in (
        (resources.font, "NotoSans-Regular", ".ttf"),
        (resources.icon, "save", ".svg"),
    ):
        assert find(name).is_file()
        assert find(name) == find(name + suffix)
        with pytest.raises(NoSuchResource):
            find("../" + name)


def test_every_table_is_toml_and_no_two_hide_each_other() -> None:
    folder = Path(resources.__file__).parent
    for path in folder.rglob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8")), path.name
    handouts = {path.stem.partition(".")[0] for path in (folder / "handouts").glob("*.toml")}
    assert resources.handout_tables("en").keys() == handouts
    english = [path for path in (folder / "handouts").glob("*.toml") if "." not in path.stem]
    assert len(handouts) == len(english) + len(list((folder / "handouts").glob("*.en.toml")))


def test_the_drawings_of_the_body_are_read_once() -> None:
    """Reading them takes as long as a slow turn of the window, and each picture asks for them."""
    assert resources.body_table() is resources.body_table()
