"""What the screen says: collected as the code has it, and translated without a gap or a slip."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

from tests.house.source_files import ROOT

PLACE = re.compile(r"\{[^{}]*\}")
MNEMONIC = re.compile(r"&(?!&)")
LETTER = re.compile(r"&(\w)")
TRANSLATING = ("tr", "ntr")
NAMES_GIVEN = "desktop/commands/scenes"
"""The tour asks for fields by names that stand as text elsewhere."""

spec = importlib.util.spec_from_file_location(
    "words_catalogue", ROOT / "packaging" / "words_catalogue.py"
)
assert spec
assert spec.loader
maker: ModuleType = importlib.util.module_from_spec(spec)
spec.loader.exec_module(maker)


@pytest.fixture(scope="module")
def template() -> Catalog:
    """The texts as the code has them now."""
    found: Catalog = maker.extracted()
    return found


def texts(message: Message) -> tuple[str, ...]:
    """Return the source texts of an entry: one, or one and many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id or ())


def said(message: Message) -> tuple[str, ...]:
    """Return the translations of an entry."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def entries(catalogue: Catalog) -> list[Message]:
    """Return what there is to translate."""
    return [message for message in catalogue if message.id]


def slips(message: Message) -> Iterator[str]:
    """Yield what is wrong with a translation."""
    source, translation = texts(message), said(message)
    wanted = set(PLACE.findall("".join(source)))
    optional = {"{count}"} if len(source) > 1 else set()
    for text in translation:
        found = set(PLACE.findall(text))
        if not text.strip():
            yield "no translation"
        elif found - wanted or wanted - found - optional:
            yield f"other fields than {sorted(wanted)}: {text}"
        elif len(MNEMONIC.findall(text)) != len(MNEMONIC.findall(source[0])):
            yield f"as many underlined letters are needed: {text}"
        elif text.strip() != text or text.endswith(".") != source[-1].endswith("."):
            yield f"begins or ends otherwise: {text}"
    if "fuzzy" in message.flags:
        yield "only guessed"


def test_the_template_is_what_the_code_says(template: Catalog) -> None:
    assert maker.TEMPLATE.read_bytes() == maker.as_text(template), "run `packaging/dev.py words`"


@pytest.mark.parametrize("language", maker.languages())
def test_translations_are_whole_and_compiled(template: Catalog, language: str) -> None:
    whole = maker.translated(language, template)
    path: Path = maker.po_path(language)
    assert path.read_bytes() == maker.as_text(whole), "run `packaging/dev.py words`"
    assert path.with_suffix(".mo").read_bytes() == maker.compiled(whole), "run it again"
    wrong = [f"{texts(one)[0]}: {slip}" for one in entries(whole) for slip in slips(one)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", maker.languages())
def test_letters_that_differ_in_english_differ(template: Catalog, language: str) -> None:
    """Two buttons of one file that have letters of their own keep them in each language."""
    taken: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for message in entries(maker.translated(language, template)):
        source, letter = LETTER.search(texts(message)[0]), LETTER.search(said(message)[0])
        for file, _ in message.locations if source and letter else ():
            assert source
            assert letter
            key = file, letter[1].lower()
            taken.setdefault(key, set()).add((source[1].lower(), said(message)[0]))
    twice = {
        key: found
        for key, found in taken.items()
        if len({one for one, _ in found}) > 1 and not key[0].startswith(NAMES_GIVEN)
    }
    assert not twice


def test_slips_are_seen() -> None:
    told: list[tuple[Any, Any]] = [
        ("{count} of {most}", "{count} de"),
        ("&Save", "Guardar"),
        ("Save", ""),
        ("Saved.", "Guardado"),
        (("{count} day", "{count} days"), ("{count} día", "{dias}")),
    ]
    for source, translation in told:
        assert list(slips(Message(source, translation))), source


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield each call in a file that translates."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATING:
            yield node


def test_only_plain_texts_are_translated() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "desktop").rglob("*.py"))
        if NAMES_GIVEN not in path.as_posix()
        for call in calls(path)
        for text in call.args[: 1 if ast.unparse(call.func) == "tr" else 2]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert not wrong


def test_no_text_is_a_piece_of_a_sentence(template: Catalog) -> None:
    glued = [
        text
        for message in entries(template)
        for text in texts(message)
        if text != text.strip() or text[0] in ";,.:)" or text[-1] in "(,"
    ]
    assert not glued


def test_nothing_is_translated_before_a_language_is_chosen() -> None:
    """What is translated while a module is imported stays English for good."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "desktop").rglob("*.py"))
        for line in at_import(ast.parse(path.read_text("utf-8")))
    ]
    assert not wrong


def at_import(node: ast.AST) -> Iterator[int]:
    """Yield the lines of calls that translate outside of every function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for given in (*child.args.defaults, *child.decorator_list):
                yield from at_import(ast.Expression(given))
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func) in TRANSLATING:
            yield child.lineno
        yield from at_import(child)


def test_calls_at_import_are_seen() -> None:
    late = "def told(x=1):\n    return tr('a')\nnow = lambda: tr('b')\n"
    assert not list(at_import(ast.parse(late)))
    early = "A = tr('a')\ndef told(x=tr('b')):\n    pass\nclass C:\n    b = [ntr('c', 'd', 2)]\n"
    assert list(at_import(ast.parse(early))) == [1, 2, 5]
