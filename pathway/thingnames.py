"""Kinds of care and medicines in one list of names, for a line that takes either."""

from typing import Final

from pathway.catalogue import Catalogue
from pathway.namelist import MOST_FOUND, Named, NameList

MEDICINE: Final = "medicine"


class ThingNames(NameList):
    """Names of kinds of care, each with its code, before those of medicines, which have none."""

    def __init__(self, kinds: NameList, medicines: NameList | None = None) -> None:
        super().__init__(())
        self._lists = (kinds, medicines or NameList(()))

    def __len__(self) -> int:
        """Return how many names there are."""
        return sum(len(names) for names in self._lists)

    def find(self, text: str, most: int = MOST_FOUND) -> tuple[Named, ...]:
        """Return the names that have a word beginning so, kinds of care first."""
        found = [one for names in self._lists for one in names.find(text, most)]
        return tuple(found[:most])

    def exactly(self, text: str) -> Named | None:
        """Return the name that was typed whole, None when there is none."""
        found = (names.exactly(text) for names in self._lists)
        return next((one for one in found if one is not None), None)


def care_names(catalogue: Catalogue) -> NameList:
    """Return the kinds of care by how they are called; a medicine goes by its own name."""
    choices = catalogue.item("care.kind").choices
    return NameList(Named(one.label, code=one.code) for one in choices if one.code != MEDICINE)
