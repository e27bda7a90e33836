"""Makes the quick start as a page: it needs no open clinic."""

from datetime import datetime
from typing import Literal, TypeAlias

from desktop.desk.calls import program_version
from desktop.helpwords import quick_start
from desktop.packs import own_pack
from desktop.printwords import words_in
from resources import font

WallPaper: TypeAlias = Literal["a4", "letter"]


def quick_start_page(paper: WallPaper, at: datetime, language: str) -> bytes:
    """Return the quick start as PDF in a language of the screen, made at a moment."""
    from handouts.clinic import placeholder
    from handouts.fonts import Fonts
    from handouts.materials import Materials, PrintStamp
    from handouts.styles import PageStyle
    from handouts.wallpage import WallPage, WallPart, wall_page

    pack, known = own_pack(), quick_start(program_version(), language)
    materials = Materials(
        words=words_in(language),
        fonts=Fonts(font("NotoSans-Regular"), font("NotoSans-Bold")),
        clinic=placeholder(),
        page=PageStyle(paper, "standard"),
        medicines=pack.medicines,
        choices=pack.choices,
    )
    stamp = PrintStamp(at, "", draft=False, demo=False, content_version=pack.version)
    parts = tuple(WallPart(part.heading, part.steps) for part in known.parts)
    return wall_page(WallPage(known.title, known.lead, parts, known.foot), materials, stamp)
