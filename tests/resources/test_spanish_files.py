"""Words of the catalogue, the examination, the scores, the pack and the help in Spanish."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from desktop.packs import own_pack

FOLDER = Path(resources.__file__).parent
HELP = sorted(FOLDER.glob("help/*.en.toml"))
ENGLISH = sorted((*FOLDER.glob("*.en.toml"), *FOLDER.glob("packs/*/*.en.toml"), *HELP))
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PLACE = re.compile(r"\{[^{}]*\}")
UNTRANSLATED = re.compile(r"labels\.plain\.score\.rmdq_\d+")
"""Of these no Spanish wording is known to be free, so the English one is asked."""
SAME_IN_HELP = re.compile(r".*\.keys\.\d+|.*\.more\.\d+\.key")
"""Names of actions, and keys: most of them are called alike everywhere."""


def leaves(table: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with its key path."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from leaves(value, f"{path}.{key}".lstrip("."))
    elif isinstance(table, list) and all(isinstance(one, dict | str) for one in table):
        for number, one in enumerate(table):
            yield from leaves(one, f"{path}.{number}")
    else:
        yield path, str(table)


def read(path: Path) -> dict[str, str]:
    """Return the texts of a file by their key paths."""
    return dict(leaves(tomllib.loads(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", ENGLISH, ids=[path.stem for path in ENGLISH])
def test_spanish_says_everything_with_the_same_places(path: Path) -> None:
    english, spanish = read(path), read(path.with_name(path.name.replace(".en.", ".es.")))
    assert english.keys() == spanish.keys()
    for key, text in english.items():
        assert spanish[key].strip(), key
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(spanish[key])), key
        assert (text[-1] == ".") == (spanish[key][-1] == "."), key
        if UNTRANSLATED.fullmatch(key):
            assert spanish[key] == text


@pytest.mark.parametrize("path", HELP, ids=[path.stem for path in HELP])
def test_help_is_put_into_spanish_and_names_the_same_actions(path: Path) -> None:
    english, spanish = read(path), read(path.with_name(path.name.replace(".en.", ".es.")))
    left = {
        key for key in english if english[key] == spanish[key] and not SAME_IN_HELP.fullmatch(key)
    }
    assert not left
    named = [key for key in english if ".keys." in key]
    assert [spanish[key] for key in named] == [english[key] for key in named]


def test_what_a_pack_says_of_its_sources_is_put_into_spanish_with_the_same_numbers() -> None:
    pack = own_pack()
    said = read(FOLDER / "packs" / pack.id / "sources.es.toml")
    english = {"pack.title": pack.title}
    for one in pack.sources.values():
        english |= {f"source.{one.id}": one.title, f"source_note.{one.id}": one.note}
        english |= {f"source_review.{one.id}": one.review} if one.review else {}
    for founder in pack.provenance:
        parts = ("publisher", "written_by", "review", "interest", "never_shown")
        english |= {f"founder_{part}.{founder.source}": getattr(founder, part) for part in parts}
    assert {key for key in english if not key.startswith("source.")} <= said.keys()
    for key, text in said.items():
        assert NUMBER.findall(text) == NUMBER.findall(english[key]), key
        assert text != english[key], key
        assert (text[-1] == ".") == (english[key][-1] == "."), key


def test_keys_of_the_examination_are_the_same_letters() -> None:
    english, spanish = (read(FOLDER / f"examination.{one}.toml") for one in ("en", "es"))
    keys = [key for key in english if key.startswith("keys.")]
    assert keys
    assert all(english[key] == spanish[key] for key in keys)
