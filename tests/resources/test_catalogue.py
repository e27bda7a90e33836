"""The catalogue holds every code that can be recorded, and words for each of them."""

from typing import Any, get_args

import pytest

import resources
from pathway import facts
from pathway.catalogue import Catalogue, CatalogueTrouble, read_catalogue
from pathway.intake import IssueCode


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(resources.catalogue_tables())


CHOICES = [
    ("patient.sex", facts.Sex),
    ("patient.pregnancy", facts.PregnancyStatus),
    ("patient.breastfeeding", facts.Known),
    ("patient.smoker", facts.Known),
    ("problem.region", facts.Region),
    ("problem.side", facts.Side),
    ("problem.cause", facts.Cause),
    ("sensation.calf", facts.Sensation),
    ("reflex.knee", facts.Reflex),
    ("test.slr", facts.TestResult),
    ("radiation", facts.Radiation),
    ("state_acceptable", facts.Known),
    ("surgery_candidate", facts.Known),
    ("exam_unlisted", facts.ExamUnlisted),
    ("flag.course", facts.Course),
    ("flag.state", facts.FlagState),
    ("care.kind", facts.CareKind),
    ("care.outcome", facts.Outcome),
    ("referral.kind", facts.ReferralKind),
    ("referral.state", facts.ReferralState),
    ("override.what", facts.OverrideWhat),
    ("override.block_as", facts.BlockKind),
]


@pytest.mark.parametrize(("code", "literal"), CHOICES)
def test_choices_are_those_of_the_facts(catalogue: Catalogue, code: str, literal: object) -> None:
    assert catalogue.item(code).values == get_args(literal)


def test_unlisted_flags_take_each_answer_but_not_asked(catalogue: Catalogue) -> None:
    asked = tuple(answer for answer in get_args(facts.Answer) if answer != "not_asked")
    assert catalogue.item("flags_unlisted").values == asked


@pytest.mark.parametrize(
    ("group", "cervical", "lumbar"),
    [("zones", 13, 16), ("muscles", 11, 9), ("reflexes", 3, 3), ("tests", 5, 5)],
)
def test_places_by_region(catalogue: Catalogue, group: str, cervical: int, lumbar: int) -> None:
    places = getattr(catalogue, group)
    assert len(places("cervical")) == cervical
    assert len(places("lumbar")) == lumbar
    assert len(places("unsure")) == len(places("thoracic")) == len(places()) == cervical + lumbar


def test_both_forms_of_a_zone_have_the_same_places(catalogue: Catalogue) -> None:
    assert catalogue.places["pain_map"] == catalogue.places["sensation"]
    assert set(catalogue.places) == {"pain_map", "sensation", "power", "reflex", "test"}


def test_thirty_nine_conditions(catalogue: Catalogue) -> None:
    assert len(catalogue.conditions) == len({item.place for item in catalogue.conditions}) == 39


def test_every_code_is_worded_for_people(catalogue: Catalogue) -> None:
    for item in catalogue.items.values():
        assert item.label
        assert "_" not in item.label
        assert all(choice.label and "_" not in choice.label for choice in item.choices)


def test_every_test_says_how_it_is_done(catalogue: Catalogue) -> None:
    for item in catalogue.tests():
        assert "Positive:" in item.help, item.code


def test_every_muscle_says_how_it_is_tested(catalogue: Catalogue) -> None:
    generic = catalogue.item("power.hip_flexion").help
    assert all(item.help for item in catalogue.muscles())
    assert len({item.help for item in catalogue.muscles()}) == 20
    assert generic.startswith("Sitting")


def test_no_word_without_a_code(catalogue: Catalogue) -> None:
    words = resources.catalogue_tables()["words"]
    labels: Any = words["labels"]
    named = {f"{group}.{name}" for group, rows in labels.items() for name in rows}
    groups = {"pain_map": "zones", "sensation": "zones", "condition": "conditions"}
    used = set()
    for item in catalogue.items.values():
        group = groups.get(item.group, item.group if item.sided else "plain")
        used.add(f"{group}.{item.place if group != 'plain' else item.code}")
    assert named == used
    choices: Any = words["choices"]
    values = {value for item in catalogue.items.values() for value in item.values}
    assert {name.rpartition(".")[2] for name in choices} == values


def test_every_issue_of_an_entry_is_worded(catalogue: Catalogue) -> None:
    assert set(catalogue.issues) == set(get_args(IssueCode))


def test_numbers_know_their_range(catalogue: Catalogue) -> None:
    for item in catalogue.items.values():
        if item.kind in {"whole", "decimal"}:
            assert item.low is not None
            assert item.high is not None
            assert item.is_in_range(item.low)
            assert not item.is_in_range(item.high + 1)


def test_a_choice_that_nobody_knows_is_called_as_it_is(catalogue: Catalogue) -> None:
    item = catalogue.items["problem.side"]
    assert item.choice_label("left") != "left"
    assert item.choice_label("upside_down") == "upside_down"


def test_a_choice_without_a_label_is_named() -> None:
    tables = resources.catalogue_tables()
    choices: Any = tables["words"]["choices"]
    for name in [name for name in choices if name.rpartition(".")[2] == "left"]:
        del choices[name]
    with pytest.raises(CatalogueTrouble, match=r"choices\.left: expected a label"):
        read_catalogue(tables)


def test_a_table_that_is_none_is_named() -> None:
    tables = resources.catalogue_tables()
    tables["words"]["labels"] = ["left"]
    with pytest.raises(CatalogueTrouble, match="labels: expected a table"):
        read_catalogue(tables)


def test_a_missing_label_is_named() -> None:
    tables = resources.catalogue_tables()
    labels: Any = tables["words"]["labels"]
    del labels["power"]["knee_flexion"]
    with pytest.raises(CatalogueTrouble, match=r"labels\.power\.knee_flexion"):
        read_catalogue(tables)


def test_a_kind_that_nobody_knows_is_named() -> None:
    tables = resources.catalogue_tables()
    plain: Any = tables["catalogue"]["plain"]
    name = next(iter(plain))
    plain[name]["kind"] = "riddle"
    with pytest.raises(CatalogueTrouble, match=r"\.kind: expected one of "):
        read_catalogue(tables)


def test_codes_that_are_no_texts_are_named() -> None:
    tables = resources.catalogue_tables()
    conditions: Any = tables["catalogue"]["conditions"]
    conditions["codes"] = ["cancer", 7]
    with pytest.raises(CatalogueTrouble, match="a list of codes: expected texts"):
        read_catalogue(tables)


def test_what_cannot_be_examined_by_telephone_is_known(catalogue: Catalogue) -> None:
    groups = {item.group for item in catalogue.items.values()}
    assert all(name in groups | set(catalogue.items) for name in catalogue.not_by_telephone)
    tables = resources.catalogue_tables()
    telephone: Any = tables["catalogue"]["telephone"]
    telephone["impossible"] = ["power", "smell"]
    with pytest.raises(CatalogueTrouble, match=r"telephone\.impossible\.smell"):
        read_catalogue(tables)
