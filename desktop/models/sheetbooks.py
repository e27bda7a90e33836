"""What paper sheets, and the line that takes their numbers, are made from."""

from typing import Final

import resources
from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from pathway.boxes import Boxes, read_boxes
from pathway.catalogue import Catalogue, read_catalogue
from pathway.flagbook import FlagBook
from pathway.guidelines import Guidelines
from pathway.sheets import SheetBooks

_READ: Final[list[tuple[Catalogue, FlagBook, Boxes]]] = []


def sheet_books(guidelines: Guidelines, language: str) -> SheetBooks:
    """Return the books of sheets in a language."""
    catalogue = read_catalogue(resources.catalogue_tables(language))
    tables = resources.words_tables(language, guidelines.id)
    words = PackWords(tables, RuleWords(tables, guidelines), catalogue, guidelines)
    return SheetBooks(known_boxes(catalogue, guidelines.flags), catalogue, guidelines.flags, words)


def known_boxes(catalogue: Catalogue, flags: FlagBook) -> Boxes:
    """Return the numbers of the boxes; those of the books in use are read once."""
    for of_catalogue, of_flags, known in _READ:
        if of_catalogue is catalogue and of_flags is flags:
            return known
    known = read_boxes(resources.box_table(), catalogue, flags)
    _READ[:] = [(catalogue, flags, known)]
    return known
