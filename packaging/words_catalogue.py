"""Collects what the screen says, keeps the translations up with it, and compiles them.

``resources/locale/foramen.pot`` has every text of tr() and ntr(); ``LANGUAGE/LC_MESSAGES`` beside
it the same texts in another language as ``foramen.po``, which people write, and as ``foramen.mo``,
which the program reads. The files name no day and no machine: the same code gives the same files.
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
LOCALE: Final = ROOT / "resources" / "locale"
TEMPLATE: Final = LOCALE / "foramen.pot"
ROOM: Final = "desktop"
"""Only the screen speaks through gettext; handouts have words of their own."""

KEYWORDS: Final = {"tr": 1, "ntr": 2}
"""The functions that translate, each with how many texts it takes."""
KEYWORDS_OF_BABEL: Final = {"tr": None, "ntr": (1, 2)}
COMMENT: Final = "Translators:"
WIDTH: Final = 100


class TimelessCatalogue(Catalog):
    """A catalogue whose head names no day, no program and no person."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Return the head of the file: what a reader needs, and nothing that changes."""
        headers = [
            ("Project-Id-Version", "Foramen"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
        if self.locale is not None:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return headers


def empty(language: str | None = None) -> TimelessCatalogue:
    """Return a catalogue without texts, of the source or of a language."""
    head = "# What the screen of Foramen says"
    head += f", in the language {language}." if language else "; written by packaging/dev.py words."
    return TimelessCatalogue(locale=language, header_comment=head, fuzzy=False)


def extracted() -> TimelessCatalogue:
    """Return every text of the screen as the code has it now, with the files it stands in."""
    found = empty()
    for path in sorted((ROOT / ROOM).rglob("*.py")):
        content = path.read_bytes()
        if b"tr(" not in content:
            continue
        name = path.relative_to(ROOT).as_posix()
        for line, text, comments, _ in extract(
            in_code, io.BytesIO(content), KEYWORDS_OF_BABEL, (COMMENT,)
        ):
            found.add(text, None, [(name, line)], auto_comments=comments)
    return found


def in_code(
    file: BinaryIO,
    keywords: Mapping[str, object],
    comment_tags: Sequence[str],
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield line, function, texts and comments of each call, as Babel asks for them.

    Babel's own reader goes by tokens and misses what stands inside an f-string before Python 3.12.
    """
    code = file.read().decode("utf-8")
    lines = code.splitlines()
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            name = call.func.id
            texts = _texts(call.args[: KEYWORDS.get(name, 0)]) if name in keywords else ()
            if texts:
                comments = _comments_above(lines, call.lineno, tuple(comment_tags))
                yield call.lineno, name, texts if len(texts) > 1 else texts[0], comments


def _texts(arguments: Sequence[ast.expr]) -> tuple[str, ...]:
    given = [one.value for one in arguments if isinstance(one, ast.Constant)]
    return tuple(one for one in given if isinstance(one, str))


def _comments_above(lines: Sequence[str], number: int, tags: tuple[str, ...]) -> list[str]:
    """Return what is said to translators right above a line, in the order of the code."""
    said: list[str] = []
    for line in reversed(lines[: number - 1]):
        told = line.strip()
        if not told.startswith("#"):
            return []
        said.insert(0, told.lstrip("# "))
        if said[0].startswith(tags):
            return said
    return []


def translated(language: str, template: Catalog) -> TimelessCatalogue:
    """Return the template with what is translated already; texts that are gone are dropped."""
    path = po_path(language)
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    whole = empty(language)
    for message in template:
        if message.id:
            said = known.get(message.id)
            whole.add(
                message.id,
                said.string if said else None,
                message.locations,
                auto_comments=message.auto_comments,
                user_comments=said.user_comments if said else (),
            )
    return whole


def missing(catalogue: Catalog) -> Iterator[str]:
    """Yield each text that has no translation, of the plural ones the form for one."""
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(said):
            yield message.id if isinstance(message.id, str) else message.id[0]


def as_text(catalogue: Catalog) -> bytes:
    """Return a catalogue as people read and write it, sorted by the files of the code."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def languages() -> tuple[str, ...]:
    """Return the languages that there is a folder for."""
    return tuple(sorted(path.name for path in LOCALE.iterdir() if path.is_dir()))


def po_path(language: str) -> Path:
    """Return where the translation into a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "foramen.po"


def files() -> dict[Path, bytes]:
    """Return every file that this writes, as the code and the translations are now."""
    template = extracted()
    written = {TEMPLATE: as_text(template)}
    for language in languages():
        whole = translated(language, template)
        written[po_path(language)] = as_text(whole)
        written[po_path(language).with_suffix(".mo")] = compiled(whole)
    return written


def main() -> int:
    """Write the files, name what is not translated yet; answer the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.parse_args()
    for path, content in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    gaps = [(code, text) for code in languages() for text in missing(_read(code))]
    for language, text in gaps:
        print(f"{language}: not translated: {text}")
    return 1 if gaps else 0


def _read(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


if __name__ == "__main__":
    sys.exit(main())
