"""Says: finds and reads guideline packs, catalogues, texts, fonts and icons. Nothing else.

In a folder of tables ``NAME.toml`` holds what is the same in every language and ``NAME.en.toml``
the words of one language; a reader gets a table by its NAME. Prints have one master text, English;
each other language of theirs is a folder ``handouts/CODE`` with tables of the same names.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

Table: TypeAlias = dict[str, object]
Tables: TypeAlias = dict[str, Table]

DEFAULT_PACK: Final = "foramen-2026"
LARGEST_FILE: Final = 1_000_000
MOST_FILES: Final = 100
_HERE: Final = Path(__file__).parent
_PACKS: Final = _HERE / "packs"
_HANDOUTS: Final = _HERE / "handouts"
_HELP: Final = _HERE / "help"


class NoSuchResource(LookupError):
    """There is no such pack, language, font or icon; ``known`` says which there are."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no {kind} named {name!r}; there is {', '.join(known) or 'none'}")
        self.kind = kind
        self.name = name
        self.known = known


class BadResource(ValueError):
    """A file of texts or numbers cannot be read; the text says which, and what was expected."""

    def __init__(self, path: Path, expected: str) -> None:
        super().__init__(f"{path.name}: expected {expected}")
        self.path = path
        self.expected = expected


def packs() -> tuple[str, ...]:
    """Return the ids of the guideline packs."""
    return tuple(sorted(table.parent.name for table in _PACKS.glob("*/pack.toml")))


def pack_tables(pack_id: str = DEFAULT_PACK) -> Tables:
    """Return the tables of a guideline pack, with the medicines that all packs share."""
    return _tables(_pack_folder(pack_id), "*.toml") | {"medicines": _medicines()}


def pack_languages(pack_id: str = DEFAULT_PACK) -> dict[str, Tables]:
    """Return the words of a guideline pack in every language that it speaks."""
    return _all_words(_pack_folder(pack_id))


def folder_tables(folder: Path) -> tuple[Tables, dict[str, Tables]]:
    """Return the tables and the words of a guideline pack that lies in a folder of its own."""
    if not (folder / "pack.toml").is_file():
        raise BadResource(folder, "a folder with pack.toml and the tables of a guideline pack")
    if sum(1 for _ in folder.iterdir()) > MOST_FILES:
        raise BadResource(folder, f"at most {MOST_FILES} files")
    return _tables(folder, "*.toml") | {"medicines": _medicines()}, _all_words(folder)


def words_tables(language: str, pack_id: str = DEFAULT_PACK) -> Tables:
    """Return the words of a guideline pack in one language."""
    folder = _pack_folder(pack_id)
    return _words(folder, _known_language(folder, language))


def source_words(language: str, pack_id: str = DEFAULT_PACK) -> Mapping[str, object]:
    """Return what a language says of a pack's sources; nothing where the pack's English stands."""
    path = _pack_folder(pack_id) / f"sources.{language}.toml"
    return _read(path) if path.is_file() else {}


def catalogue_tables(language: str = "en") -> Tables:
    """Return the catalogue of findings as "catalogue" and its words as "words"."""
    _known_language(_HERE, language)
    return {
        "catalogue": _read(_HERE / "catalogue.toml"),
        "words": _read(_HERE / f"catalogue.{language}.toml"),
    }


@cache
def catalogue_languages() -> tuple[str, ...]:
    """Return the languages that the catalogue of findings speaks."""
    return _languages(_HERE)


@cache
def body_table() -> Mapping[str, object]:
    """Return the drawings of the body chart: outlines, and the areas that divide them.

    It is read once: reading it takes as long as a slow turn of the window.
    """
    return _read(_HERE / "body.toml")


def exam_tables(language: str = "en") -> Tables:
    """Return how findings are looked for: sources as "examination", steps and keys as "words"."""
    _known_language(_HERE, language)
    return {
        "examination": _read(_HERE / "examination.toml"),
        "words": _read(_HERE / f"examination.{language}.toml"),
    }


@cache
def box_table() -> Mapping[str, object]:
    """Return the numbers of the boxes on paper sheets."""
    return _read(_HERE / "boxes.toml")


@cache
def passphrase_table() -> Mapping[str, object]:
    """Return what a guesser of passphrases tries first, in ``pieces`` of several kinds."""
    return _read(_HERE / "passphrases.toml")


def score_tables(language: str = "en") -> Tables:
    """Return how scores are counted as "scores" and their words as "words"."""
    _known_language(_HERE, language)
    return {
        "scores": _read(_HERE / "scores.toml"),
        "words": _read(_HERE / f"scores.{language}.toml"),
    }


def handout_tables(language: str) -> Tables:
    """Return the tables for printing: layouts, and the words of the master."""
    known = _known_language(_HANDOUTS, language)
    return _tables(_HANDOUTS, "*.toml") | _words(_HANDOUTS, known)


def handout_languages() -> tuple[str, ...]:
    """Return the languages into which the words of prints were put: each folder is one."""
    return tuple(sorted(table.parent.name for table in _HANDOUTS.glob("*/language.toml")))


def handout_language(language: str) -> Table:
    """Return the names of one of these languages, without its words."""
    return _read(_HANDOUTS / language / "language.toml")


def handout_translation(language: str) -> Tables:
    """Return the tables of a language into which the words of prints were put."""
    known = handout_languages()
    if language not in known:
        raise NoSuchResource("language", language, (*_languages(_HANDOUTS), *known))
    return _tables(_HANDOUTS / language, "*.toml")


def help_tables(language: str = "en") -> Tables:
    """Return the help on every page and the quick start, in English where there is no other."""
    return _words(_HELP, "en") | _words(_HELP, language)


def vignettes() -> list[Mapping[str, object]]:
    """Return the cases with known answers by which the program checks itself at start."""
    import json

    told = json.loads((_HERE / "vignettes.json").read_text("utf-8"))
    return list(told["vignettes"])


class Calendar(NamedTuple):
    """The short names that a language has on screen, January and Monday first."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@cache
def calendar_table(language: str) -> Calendar:
    """Return the short months and weekdays of a language; NoSuchResource when there are none."""
    table = _read(_HERE / "calendar.toml")
    said = table.get(language)
    if not isinstance(said, dict):
        raise NoSuchResource("calendar", language, tuple(sorted(table)))
    return Calendar(tuple(said["months"]), tuple(said["weekdays"]))


def locale_folder() -> Path:
    """Return the folder with what the screen says in other languages than English."""
    return _HERE / "locale"


def font(name: str) -> Path:
    """Return where the font file of this name lies."""
    return _one("font", "fonts", name, ".ttf")


def icon(name: str) -> Path:
    """Return where the icon of this name lies."""
    return _one("icon", "icons", name, ".svg")


def _pack_folder(pack_id: str) -> Path:
    known = packs()
    if pack_id not in known:
        raise NoSuchResource("guideline pack", pack_id, known)
    return _PACKS / pack_id


def _all_words(folder: Path) -> dict[str, Tables]:
    return {language: _words(folder, language) for language in _languages(folder)}


def _languages(folder: Path) -> tuple[str, ...]:
    return tuple(sorted({path.stem.rpartition(".")[2] for path in folder.glob("*.*.toml")}))


def _known_language(folder: Path, language: str) -> str:
    known = _languages(folder)
    if language not in known:
        raise NoSuchResource("language", language, known)
    return language


def _tables(folder: Path, pattern: str) -> Tables:
    paths = (path for path in sorted(folder.glob(pattern)) if "." not in path.stem)
    return {path.stem: _read(path) for path in paths}


def _words(folder: Path, language: str) -> Tables:
    paths = sorted(folder.glob(f"*.{language}.toml"))
    return {path.stem.partition(".")[0]: _read(path) for path in paths}


def _medicines() -> Table:
    """Return the files of medicines as one table: their lists of rows one after the other.

    What other languages call them stands in "tongues", by language.
    """
    whole: Table = {}
    for table in _tables(_HERE, "medicines*.toml").values():
        for key, value in table.items():
            known = whole.get(key)
            if isinstance(known, list) and isinstance(value, list):
                whole[key] = [*known, *value]
            else:
                whole[key] = value
    spoken = {path.stem.partition(".")[2]: _read(path) for path in _HERE.glob("medicines.*.toml")}
    return whole | {"tongues": dict(sorted(spoken.items()))}


def _read(path: Path) -> Table:
    # Fonts and icons are asked for before the first paint; the parser is not needed for them.
    import tomllib

    if path.stat().st_size > LARGEST_FILE:
        raise BadResource(path, f"a file of at most {LARGEST_FILE} bytes")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadResource(path, f"TOML in UTF-8 ({error})") from None


def _one(kind: str, folder: str, name: str, suffix: str) -> Path:
    path = _HERE / folder / f"{name.removesuffix(suffix)}{suffix}"
    if path.parent != _HERE / folder or not path.is_file():
        known = tuple(sorted(one.stem for one in path.parent.glob(f"*{suffix}")))
        raise NoSuchResource(kind, name, known)
    return path
