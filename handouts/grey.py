"""Pages for printers without colours: each colour becomes the grey of its lightness."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Operator

Drawn: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage
GREYS: Final = {"rg": Operator("g"), "RG": Operator("G")}
SHARES: Final = (Decimal("0.2126"), Decimal("0.7152"), Decimal("0.0722"))
"""How much red, green and blue count for the lightness of a colour (ITU-R BT.709)."""
STEP: Final = Decimal("0.001")


def in_grey(pdf: bytes) -> bytes:
    """Return the same pages without colours; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        for page in pages.pages:
            drawn = tuple(_greyed(pikepdf.parse_content_stream(page)))
            page.Contents = pages.make_stream(pikepdf.unparse_content_stream(drawn))
        out = io.BytesIO()
        pages.save(out, deterministic_id=True)
    return out.getvalue()


def _greyed(drawn: Iterable[Drawn]) -> Iterator[Drawn]:
    for one in drawn:
        grey = GREYS.get(str(one.operator))
        if grey is None:
            yield one
        else:
            lightness = _lightness([Decimal(str(part)) for part in one.operands])
            yield ContentStreamInstruction([lightness], grey)


def _lightness(colour: list[Decimal]) -> Decimal:
    found = sum((share * part for share, part in zip(SHARES, colour, strict=True)), Decimal())
    return found.quantize(STEP)
