"""Whoever works in Spanish writes a medicine as it is called there, and it is the same medicine."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.called import called_in
from pathway.facts import Care, Chart, MedicineTaken, OnsetDay, Patient, Plan, Problem, Span
from pathway.medicines import Medicines, read_medicines
from pathway.namelist import Named, medicine_names, plain_words
from pathway.packtable import PackTrouble
from tests.pathway.charts import guidelines

TABLE: Any = resources.pack_tables()["medicines"]
SPANISH: list[dict[str, Any]] = TABLE["tongues"]["es"]["name"]
PAIRS = [(row["of"], name) for row in SPANISH for name in row["said"]]
DAY = date(2026, 3, 12)


def catalogue() -> Medicines:
    return guidelines().medicines


def test_every_generic_has_a_spanish_name_once() -> None:
    assert sorted(row["of"] for row in SPANISH) == sorted(row["name"] for row in TABLE["medicine"])


@given(st.sampled_from(PAIRS), st.sampled_from((" 500 mg", " 20 mg cápsulas", "", " cada noche")))
def test_every_spanish_name_is_the_same_medicine(pair: tuple[str, str], how: str) -> None:
    generic, name = pair
    bare = plain_words(name)
    for written in (name, name.upper(), bare, f"  {name}{how}"):
        found = catalogue().look_up(written)
        assert found.generics == (generic,), written
        assert found.is_known, written
        assert found.classes == catalogue().classes_of(generic), written


def test_all_spanish_names_at_once() -> None:
    wrong = [name for of, name in PAIRS if catalogue().look_up(name).generics != (of,)]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "generics"),
    [
        ("paracetamol y codeína", {"paracetamol", "codeine"}),
        ("tramadol/paracetamol 37,5/325", {"tramadol", "paracetamol"}),
        ("carbonato de litio 400 mg", {"lithium"}),
        ("losartán + hidroclorotiazida", {"losartan", "hydrochlorothiazide"}),
        ("heparina de bajo peso molecular", {"enoxaparin"}),
        ("fosfato de codeína", {"codeine"}),
    ],
)
def test_spanish_names_among_other_words(name: str, generics: set[str]) -> None:
    assert set(catalogue().look_up(name).generics) == generics
    assert catalogue().knows(name)


@pytest.mark.parametrize("form", ["crema", "pomada", "ungüento", "tópica", "colirio", "loción"])
def test_a_steroid_on_one_place_of_the_body_is_none_for_the_rules(form: str) -> None:
    book = catalogue()
    assert "corticosteroid" in book.tags_in("hidrocortisona 20 mg", "hydrocortisone")
    assert "corticosteroid" not in book.tags_in(f"hidrocortisona 1% {form}", "hydrocortisone")


@pytest.mark.parametrize(
    ("written", "spanish", "english"),
    [
        ("naproxen", "naproxeno", "naproxen"),
        ("Naproxeno 500 mg", "Naproxeno 500 mg", "Naproxen 500 mg"),
        ("ibuprofen 400 mg tablets", "ibuprofeno 400 mg tablets", "ibuprofen 400 mg tablets"),
        ("tramadol / codeine", "tramadol / codeína", "tramadol / codeine"),
        ("Nurofen", "Nurofen", "Nurofen"),
        ("diclofenac sodium", "diclofenac sodium", "diclofenac sodium"),
        ("acetaminofén", "acetaminofén", "acetaminofén"),
        ("apixaban", "apixaban", "apixaban"),
        ("nobody knows it", "nobody knows it", "nobody knows it"),
        ("", "", ""),
    ],
)
def test_a_name_is_said_as_the_reader_calls_it(written: str, spanish: str, english: str) -> None:
    assert catalogue().called(written, "es") == spanish
    assert catalogue().called(written, "en") == english


@given(st.one_of(st.text(max_size=30), st.sampled_from([name for pair in PAIRS for name in pair])))
def test_a_name_stays_the_same_medicine_in_every_language(written: str) -> None:
    for language in ("en", "es", "es-419", "xx"):
        said = catalogue().called(written, language)
        assert catalogue().look_up(said) == catalogue().look_up(written)
        assert catalogue().called(said, language) == said


def test_a_chart_is_read_with_the_names_of_the_reader_and_says_the_same() -> None:
    chart = Chart(
        Patient(date(1968, 3, 14), medicines=(MedicineTaken("apixaban"), MedicineTaken("Nurofen"))),
        Problem(region="lumbar", onset=OnsetDay(DAY)),
        care=(Care("medicine", name="naproxen 500 mg", span=Span(DAY, None)), Care("heat")),
        plan=Plan(medicines=("gabapentin",)),
    )
    said = called_in(chart, catalogue(), "es")
    assert [one.name for one in said.patient.medicines] == ["apixaban", "Nurofen"]
    assert [one.name for one in said.care] == ["naproxeno 500 mg", ""]
    assert said.plan.medicines == ("gabapentina",)
    assert called_in(said, catalogue(), "en") == chart
    assert called_in(chart, catalogue(), "en") is chart


def test_names_that_are_typed_in_spanish_are_found_with_or_without_accents() -> None:
    listed = medicine_names(catalogue(), "es")
    assert listed.find("ibu")[0] == Named("ibuprofeno")
    assert listed.find("codei")[0] == Named("codeína")
    assert listed.find("CODEÍ")[0] == Named("codeína")
    assert Named("nurofen", "ibuprofeno") in listed.find("nurofen")
    assert listed.exactly("ibuprofen") == Named("ibuprofen", "ibuprofeno")
    assert medicine_names(catalogue()).exactly("ibuprofeno") == Named("ibuprofeno", "ibuprofen")


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"of": "warfarin", "said": ["aspirin"]}, "medicines.tongues.es.name[0].said"),
        ({"of": "warfarin", "said": ["-"]}, "medicines.tongues.es.name[0].said"),
        ({"of": "nothing", "said": ["nada"]}, "medicines.tongues.es.name[0].of"),
        ({"of": "warfarin", "words": []}, "medicines.tongues.es.name[0].words"),
    ],
)
def test_a_bad_name_of_another_language_is_named(said: dict[str, object], path: str) -> None:
    rows: list[dict[str, object]] = [
        {"name": name, "classes": [], "source": "WHO"} for name in ("warfarin", "aspirin")
    ]
    tongues = {"es": {"source": "WHO", "name": [said]}}
    with pytest.raises(PackTrouble) as caught:
        read_medicines({"classes": {}, "medicine": rows, "tongues": tongues})
    assert caught.value.path == path


def test_names_without_a_source_are_refused() -> None:
    with pytest.raises(PackTrouble, match="source"):
        read_medicines({"classes": {}, "tongues": {"es": {"source": "", "name": []}}})
