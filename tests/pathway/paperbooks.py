"""What paper sheets are made from, with plain words in place of those of a pack."""

from functools import cache

import resources
from pathway.boxes import Boxes, read_boxes
from pathway.catalogue import Catalogue, read_catalogue
from pathway.sheets import SheetBooks
from tests.pathway.charts import guidelines


class PlainWords:
    """Words that tell which ones were asked for."""

    def question(self, flag: str, /) -> str:
        return f"Question {flag}"

    def group(self, id: str, /) -> str:  # noqa: A002
        return f"Group {id}"


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return read_catalogue(resources.catalogue_tables())


@cache
def boxes() -> Boxes:
    """The numbers of the boxes that ship."""
    return read_boxes(resources.box_table(), catalogue(), guidelines().flags)


def books() -> SheetBooks:
    """Everything that sheets are made from."""
    return SheetBooks(boxes(), catalogue(), guidelines().flags, PlainWords())
