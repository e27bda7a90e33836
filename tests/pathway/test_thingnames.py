"""One line takes kinds of care and medicines; what care is called comes first."""

import resources
from pathway.catalogue import read_catalogue
from pathway.namelist import Named, NameList
from pathway.thingnames import ThingNames, care_names

CARE = care_names(read_catalogue(resources.catalogue_tables()))
BOTH = ThingNames(NameList((Named("Heat", code="heat"),)), NameList((Named("heparin"),)))


def test_kinds_of_care_come_before_medicines() -> None:
    assert [one.name for one in BOTH.find("he")] == ["Heat", "heparin"]
    assert [one.name for one in BOTH.find("he", 1)] == ["Heat"]
    assert len(BOTH) == 2


def test_a_whole_name_is_found_in_either_list() -> None:
    assert BOTH.exactly("heparin") == Named("heparin")
    assert BOTH.exactly("heat") == Named("Heat", code="heat")
    assert BOTH.exactly("ice") is None
    assert ThingNames(CARE).exactly("heparin") is None


def test_a_medicine_is_no_kind_of_care_by_name() -> None:
    assert len(CARE) > 10
    assert CARE.exactly("Medicine") is None
