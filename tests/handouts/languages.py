"""A third language in a folder of its own: English turned into other words, for tests."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

import resources
from handouts.translations import short_hash
from handouts.words import leaves, read_words

CODE: Final = "xt"
REVIEWED: Final = 'translation.reviewed_by = "A. Reviewer"\ntranslation.reviewed_on = 2026-03-01\n'
UNREVIEWED: Final = 'translation.reviewed_by = ""\n'


def add_language(
    resources_moved_to: Path, monkeypatch: pytest.MonkeyPatch, *, review: str = REVIEWED
) -> Path:
    """Copy the handouts, add a language beside them, and have them found there; return its folder.

    Every sentence begins with a mark, so that one of another language would be seen.
    """
    home = resources_moved_to / "handouts"
    shutil.copytree(Path(resources.__file__).parent / "handouts", home)
    folder = home / CODE
    folder.mkdir()
    (folder / "language.toml").write_text('name = "Testish"\n', "utf-8")
    words = read_words(resources.handout_tables("en"))
    for name in sorted({key.partition(".")[0] for key in words.sentences}):
        table = resources.handout_tables("en")[name]
        (folder / f"{name}.toml").write_text(review + "".join(_written(name, table)), "utf-8")
    monkeypatch.setattr(resources, "_HANDOUTS", home)
    return folder


def _written(name: str, table: Mapping[str, object]) -> Iterator[str]:
    said = list(leaves(name, table))
    for key, lines in said:
        # A dotted key would be taken apart at colons and hyphens that belong to a name.
        path = ".".join(f'"{part}"' for part in key.split(".")[1:])
        is_list = len(lines) > 1 or isinstance(_found(table, key.split(".")[1:]), list)
        texts = [_quoted(_marked(key, line)) for line in lines]
        yield f"{path} = [{', '.join(texts)}]\n" if is_list else f"{path} = {texts[0]}\n"
    yield "\n[translation.masters]\n"
    for key, lines in said:
        yield f'"{key.partition(".")[2]}" = "{short_hash(lines)}"\n'


def _marked(key: str, line: str) -> str:
    return "xt-XT" if key == "common.language" else f"Ñ {line}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _found(table: object, path: list[str]) -> object:
    for part in path:
        assert isinstance(table, Mapping)
        table = table[part]
    return table
