"""A line that holds one kind of care or one medicine, found while somebody types."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.typeahead import TypeAhead
from pathway.catalogue import Catalogue
from pathway.namelist import Named, NameList
from pathway.readable import words_of
from pathway.thingnames import MEDICINE, ThingNames, care_names


class WhatLine(TypeAhead):
    """What was given: a kind of care from the list, or a medicine by any of its names.

    ``value`` is the code of the kind; of a medicine ``name`` is its name.
    """

    changed = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._kind = ""
        self.set_names(ThingNames(care_names(catalogue)))

    def set_medicines(self, names: NameList) -> None:
        """Offer names of medicines as well."""
        self.set_names(ThingNames(care_names(self._catalogue), names))

    def value(self) -> str:
        """Return the code of the kind that was chosen, empty while none is."""
        return self._kind

    def name(self) -> str:
        """Return the name of the medicine that was chosen, empty for a kind of care."""
        is_named = self._kind == MEDICINE and self.text() != self._label(MEDICINE)
        return self.text() if is_named else ""

    def half(self) -> str:
        """Return what stands in the line and is nothing that was chosen yet."""
        return "" if self._kind else self.text()

    def set_value(self, kind: str, name: str = "") -> None:
        """Show a kind of care, a medicine by its name, or nothing."""
        self._kind = kind
        with QSignalBlocker(self):
            self.setText((name or self._label(kind)) if kind else "")
        self.changed.emit()

    def set_medicine(self, name: str) -> None:
        """Show a medicine by its name."""
        self.set_value(MEDICINE, name)

    def take_typed(self) -> None:
        """Take what stands in the line; of a kind that is half typed, the one that is offered."""
        if self._kind:
            return
        typed = words_of(self.text())
        found = self._names.find(typed, 1) if typed else ()
        if found and found[0].code:
            self._take(found[0])
        else:
            super().take_typed()

    @Slot(str)
    def on_edited(self, text: str) -> None:
        """Offer what fits the text so far; what was chosen before is chosen no more."""
        self._kind = ""
        super().on_edited(text)
        self.changed.emit()

    def _take(self, named: Named) -> None:
        self._close()
        self.set_value(named.code or MEDICINE, "" if named.code else named.name)
        self.chosen.emit(named)

    def _label(self, kind: str) -> str:
        return self._catalogue.item("care.kind").choice_label(kind)
