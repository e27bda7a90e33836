"""Names are found by any of their words, whatever the case, accents and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from pathway.catalogue import read_catalogue
from pathway.guidelines import read_guidelines
from pathway.medicines import Medicines
from pathway.namelist import (
    MOST_FOUND,
    Named,
    NameList,
    condition_names,
    medicine_names,
    plain_words,
)

LETTERS = st.text("abé- İß", max_size=6)


@pytest.fixture(scope="module")
def medicines() -> Medicines:
    return read_guidelines(resources.pack_tables()).medicines


@pytest.fixture(scope="module")
def illnesses() -> NameList:
    return condition_names(read_catalogue(resources.catalogue_tables()))


def names(found: tuple[Named, ...]) -> list[str]:
    return [one.name for one in found]


def test_what_begins_so_comes_first(medicines: Medicines) -> None:
    found = names(medicine_names(medicines).find("ibu"))
    assert found[0] == "ibuprofen"
    assert all(name.startswith("ibu") for name in found)


def test_a_brand_says_what_it_is(medicines: Medicines) -> None:
    (brand,) = medicine_names(medicines).find("nurofen", 1)
    assert brand == Named("nurofen", "ibuprofen")
    assert medicine_names(medicines).find("ibuprofen", 1)[0].meaning == ""


def test_every_name_is_found_and_means_what_the_rules_read(medicines: Medicines) -> None:
    listed = medicine_names(medicines)
    assert len(listed) == len(medicines.generic_names) > 3000
    for name in tuple(medicines.generic_names)[::37]:
        found = listed.exactly(name)
        assert found is not None
        assert medicines.look_up(found.name).is_known


def test_an_illness_is_found_by_any_word_and_has_its_code(illnesses: NameList) -> None:
    assert illnesses.find("pressure")[0].code in {"hypertension", "hypertension_uncontrolled"}
    assert illnesses.find("RAYN")[0] == Named("Raynaud phenomenon", code="raynaud")
    assert illnesses.exactly("diabetes") == Named("Diabetes", code="diabetes")
    assert illnesses.exactly("diab") is None
    assert illnesses.find("zzyzx") == ()


def test_no_text_lists_from_the_top(illnesses: NameList) -> None:
    assert len(illnesses.find("")) == MOST_FOUND
    assert illnesses.exactly("  ") is None


@given(st.lists(LETTERS), LETTERS)
def test_found_is_what_has_a_word_that_begins_so(told: list[str], text: str) -> None:
    listed = NameList(Named(name, code=str(number)) for number, name in enumerate(told))
    wanted = plain_words(text)
    fits = {
        number
        for number, name in enumerate(told)
        if any(_begins(plain_words(name), at, wanted) for at in range(len(name) * 3))
    }
    found = listed.find(text, len(told))
    if wanted:
        assert {int(one.code) for one in found} == fits
        is_first = [plain_words(one.name).startswith(wanted) for one in found]
        assert is_first == sorted(is_first, reverse=True)


def _begins(plain: str, at: int, wanted: str) -> bool:
    words = plain.split()
    return at < len(words) and " ".join(words[at:]).startswith(wanted)
