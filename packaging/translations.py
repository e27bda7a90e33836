"""Lists how the languages of the handouts stand beside the English master; `dev.py translations`.

python packaging/translations.py                    what is missing, stale, unreviewed
python packaging/translations.py --fits es KEY …    note that these sentences fit the master of
                                                    today; of KEY all that begins with it
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import resources  # noqa: E402
from handouts.translations import (  # noqa: E402
    OWN,
    Standing,
    sentences_of,
    short_hash,
    standing,
    table_of,
)
from handouts.words import HandoutWords, read_words  # noqa: E402

MASTERS = "[translation.masters]"
FOLDER = ROOT / "resources" / "handouts"


def told(language: str, found: Standing, master: HandoutWords) -> Iterator[str]:
    """Yield how a language stands: each table with its review, each sentence that is not right."""
    tables = tuple(dict.fromkeys(map(table_of, master.sentences)))
    there = [name for name in tables if name in found.reviews]
    yield f"{language}: {len(there)} of {len(tables)} tables"
    for name in there:
        review = found.reviews[name]
        said = f"reviewed by {review.by} on {review.on}" if review.is_done else "not reviewed"
        yield f"  {name}: {said}"
    absent = [name for name in tables if name not in there]
    if absent:
        yield f"  not there: {', '.join(absent)}"
    for word, keys in (
        ("missing", tuple(key for key in found.missing if table_of(key) in there)),
        ("stale", found.stale),
        ("does not fit", found.misfit),
        ("unknown", found.unknown),
    ):
        yield from (f"  {word}: {key}" for key in keys)


def note_fitting(language: str, beginnings: Iterable[str], master: HandoutWords) -> int:
    """Note the master of today beside each sentence whose key begins so; return how many."""
    tables, noted = resources.handout_translation(language), 0
    there = sentences_of(tables).keys() - OWN
    for name in tables:
        keys = [key for key in master.sentences if key in there and table_of(key) == name]
        chosen = {key for key in keys if any(key.startswith(each) for each in beginnings)}
        if not chosen:
            continue
        known = _noted(tables[name])
        lines = {}
        for key in keys:
            short = key.partition(".")[2]
            value = short_hash(master.sentences[key]) if key in chosen else known.get(short)
            if value:
                lines[short] = value
        _write(FOLDER / language / f"{name}.toml", lines)
        noted += len(chosen)
    return noted


def _noted(table: Mapping[str, object]) -> Mapping[str, object]:
    state = table.get("translation")
    masters = state.get("masters") if isinstance(state, Mapping) else None
    return masters if isinstance(masters, Mapping) else {}


def _write(path: Path, lines: Mapping[str, object]) -> None:
    words = path.read_text("utf-8").partition(MASTERS)[0].rstrip()
    listed = "\n".join(f'"{key}" = "{value}"' for key, value in lines.items())
    path.write_text(f"{words}\n\n{MASTERS}\n{listed}\n", "utf-8")


def main(arguments: list[str]) -> int:
    """List how the languages stand, or note what fits."""
    parser = argparse.ArgumentParser(prog="translations")
    parser.add_argument("--fits", nargs="+", metavar=("LANGUAGE", "KEY"))
    asked = parser.parse_args(arguments)
    master = read_words(resources.handout_tables("en"))
    if asked.fits:
        language, *beginnings = asked.fits
        print(f"{note_fitting(language, beginnings, master)} sentences noted")
        return 0
    for language in resources.handout_languages():
        found = standing(master, resources.handout_translation(language))
        print("\n".join(told(language, found, master)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
