"""What a rule read has a name in every language of the screen: "Why?" shows no code."""

import ast
from pathlib import Path

import pytest

import pathway
from desktop import words
from desktop.languages import LANGUAGES
from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from pathway.catalogue import read_catalogue
from pathway.finding import Input, Reason
from pathway.guidelines import read_guidelines
from resources import catalogue_tables, locale_folder, pack_tables, words_tables


@pytest.fixture
def spanish() -> PackWords:
    """What the pack says in Spanish, with the catalogue of that language."""
    tables, pack = words_tables("es"), read_guidelines(pack_tables())
    catalogue = read_catalogue(catalogue_tables("es"))
    words.speak("es", locale_folder())
    try:
        return PackWords(tables, RuleWords(tables, pack), catalogue, pack)
    finally:
        words.speak_with(None)


def read_by_rules() -> set[str]:
    """Return the names of what the rules say that they read."""
    assert pathway.__file__
    calls = (
        node
        for path in Path(pathway.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Input" and node.args
    )
    given = (call.args[0] for call in calls)
    return {str(one.value) for one in given if isinstance(one, ast.Constant)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_thing_that_a_rule_reads_has_a_name(language: str) -> None:
    items = read_catalogue(catalogue_tables(language)).items
    facts = [table.get("fact") for table in words_tables(language).values()]
    named = {code for fact in facts if isinstance(fact, dict) for code in fact}
    read = read_by_rules()
    assert len(read) > 50
    assert {code for code in read if code not in items and not code.startswith("RF-")} <= named


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("age", "45", "Edad: 45"),
        ("birth_date", "1980-07-06", "Fecha de nacimiento: 06-"),
        ("stages", "acute, subacute", "Etapas: agudo, subagudo"),
        ("flag", "RF-C1", "Señal: Dificultad nueva para orinar (RF-C1)"),
        ("RF-C3", "declined", "Escape nuevo de orina (RF-C3): no quiso responder"),
        ("sensation.thumb", "reduced", "Pulgar: reducido"),
        ("condition", "cirrhosis", "Enfermedad: Cirrosis"),
        ("muscle", "left ankle_dorsiflexion", "Músculo: Dorsiflexión del tobillo, "),
        ("medicines", "Aleve, Brufen", "Medicamentos: Aleve, Brufen"),
        ("by", "left nobody", "Por: left nobody"),
    ],
)
def test_what_a_rule_read_is_said_in_spanish(
    spanish: PackWords, what: str, value: str, said: str
) -> None:
    assert spanish.value(Input(what, value)).startswith(said)


def test_a_sentence_names_each_muscle_and_its_side_in_spanish(spanish: PackWords) -> None:
    muscles = read_catalogue(catalogue_tables("es")).muscles()
    for muscle in muscles:
        for side, word in (("left", "izquierdo"), ("right", "derecho")):
            found = Input("muscle", f"{side} {muscle.code.partition('.')[2]}")
            said = spanish.sentence(Reason("RF-N1", (found, Input("grade", "3")), ""))
            name = muscle.label.partition(" (")[0].casefold()
            assert f": {name}, lado {word}, MRC 3" in said.casefold().replace("mrc", "MRC")
    assert len(muscles) > 15
