"""Pages: paper, margins, and what stands on each of them (who it is about, page x of y, marks)."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, LayoutError, PageTemplate

from handouts.blocks import Document
from handouts.flow import Text, text_of
from handouts.fonts import faces
from handouts.grey import in_grey
from handouts.materials import Materials, PrintStamp
from handouts.setting import Setting
from handouts.styles import BODY_POINTS, INK, MARGIN, MARK, QUIET, RULE, Looks
from handouts.tags import Tree, artifact, tagged
from handouts.words import HandoutWords
from pathway.birth import ages_text, birth_of
from pathway.facts import Patient

SHRINK: Final = 0.94
"""The step to the next smaller size for a sheet that must stay on one page."""
SMALLEST: Final = 6.5
"""No letters are smaller, in points; what does not fit then goes on to a second page."""
SEVERAL: Final = 99
CLOSER: Final = (0.75, 0.5, 0.35)
"""The parts of the space between the parts of a page that are tried to save a last page."""
LITTLE: Final = 0.4
"""The part of a page below which it has little on it."""
DOT: Final = "  ·  "


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on each page: name, identity, marks, and the line at the foot."""

    name: str
    identity: str
    marks: tuple[str, ...]
    watermark: str
    foot: str


def full_name(patient: Patient, materials: Materials) -> str:
    """Return FAMILY, Given; one name alone stands in capitals without a comma."""
    family, given = patient.family_name.strip().upper(), patient.given_name.strip()
    if family and given:
        return f"{family}, {given}"
    return family or given.upper() or materials.words.say("common.page.no_name")


def identity(patient: Patient, words: HandoutWords, on: date, clinical: bool) -> str:
    """Return birth date and number; for clinicians also age and sex, and the date in short."""
    birth_day = birth_text(patient, words, words.day, words.long_month)
    born = words.say("common.page.born", date=birth_day)
    if clinical:
        birth_day = birth_text(patient, words, words.short_day, words.short_month)
        born = words.say("common.page.born_age", date=birth_day, age=ages_text(patient, on))
    number = words.say("common.page.no_number")
    if patient.number:
        number = words.say("common.page.number", number=patient.number)
    sex = (words.say(f"common.sex.{patient.sex}"),) if clinical else ()
    return DOT.join((born, *sex, number))


def birth_text(
    patient: Patient, words: HandoutWords, day: Callable[[date], str], month: Callable[[date], str]
) -> str:
    """Return a birth as well as it is known, with the writing of days and months that is given."""
    birth = birth_of(patient)
    if birth.known == "day":
        return day(birth.day)
    if birth.known == "month":
        return month(birth.day)
    if birth.known == "year":
        return f"{birth.day.year:04}"
    return words.say("common.page.about_year", date=f"{birth.middle.year:04}")


def running(
    patient: Patient, materials: Materials, stamp: PrintStamp, on: date, clinical: bool
) -> Running:
    """Return what stands on each page about this patient; dates as their readers expect them."""
    words = materials.words
    return Running(
        name=full_name(patient, materials),
        identity=identity(patient, words, on, clinical),
        marks=_marks(materials, stamp),
        watermark=words.say("common.marks.draft") if stamp.draft and not clinical else "",
        foot=_foot(materials, stamp, clinical),
    )


def print_document(
    document: Document,
    on_each_page: Running,
    materials: Materials,
    stamp: PrintStamp,
    one_page: bool = False,
) -> bytes:
    """Return the PDF of a document: tagged, fonts embedded, the same bytes for the same input."""
    looks = Looks(faces(materials.fonts), BODY_POINTS[materials.page.size])
    pages = _Pages(document, on_each_page, materials, looks)
    drawn = _on_one_page(pages) if one_page else _closed_up(pages)
    raw, language = drawn.raw, materials.words.language
    raw = in_grey(raw) if materials.page.is_grey else raw
    return tagged(raw, drawn.tree, document.title, language, stamp.printed_at)


def _on_one_page(pages: "_Pages") -> "_Drawn":
    """Return the pages in smaller letters where only these keep a sheet on one page."""
    while True:
        is_last = pages.looks.body * SHRINK < SMALLEST
        try:
            drawn = pages.drawn()
        except LayoutError:
            if is_last:
                raise
        else:
            if is_last or drawn.pages == 1:
                return drawn
        pages = pages.with_looks(replace(pages.looks, body=pages.looks.body * SHRINK))


def _closed_up(pages: "_Pages") -> "_Drawn":
    """Return the pages with less space between their parts where that saves one with little on it.

    Where no page is saved, the parts keep their space.
    """
    plain = pages.drawn()
    if plain.pages == 1 or plain.filled > LITTLE:
        return plain
    spaces = (space for space in CLOSER if space >= pages.document.least_space)
    tried = (pages.with_looks(replace(pages.looks, space=space)).drawn() for space in spaces)
    return next((closer for closer in tried if closer.pages < plain.pages), plain)


def pages_needed(document: Document, on_each_page: Running, materials: Materials) -> int:
    """Return how many pages a document takes at the size of the materials."""
    looks = Looks(faces(materials.fonts), BODY_POINTS[materials.page.size])
    return _Pages(document, on_each_page, materials, looks).drawn().pages


class _HeldBack(Canvas):
    """Holds the pages back until it is known how many there are: a document is set once only."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.kept: list[dict[str, object]] = []
        self.draw_foot: Callable[[_HeldBack, int], None] | None = None
        self.paper = (0.0, 0.0)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's names
        """Keep the page that was drawn, and begin the next."""
        self.kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Draw the foot of each page and give the pages out."""
        for page in self.kept:
            self.__dict__.update(page)
            if self.draw_foot:
                self.draw_foot(self, len(self.kept))
            super().showPage()
        super().save()


class _Drawn(NamedTuple):
    """A PDF with its structure and the count of its pages; the part of the last that is filled."""

    raw: bytes
    tree: Tree
    pages: int
    filled: float


class _Pages:
    """Draws one document at one size."""

    def __init__(
        self, document: Document, on_each_page: Running, materials: Materials, looks: Looks
    ) -> None:
        self.document = document
        self.running = on_each_page
        self.materials = materials
        self.looks = looks
        self.paper = materials.page.points
        self.width = self.paper[0] - 2 * MARGIN

    @property
    def top(self) -> float:
        """Return how far below the upper edge a page begins; one that lies across has no head."""
        width, height = self.paper
        return MARGIN * 0.6 + (self.materials.page.top_mm * mm if height > width else 0)

    def _turn(self, paper: tuple[float, float]) -> None:
        """Draw on this paper from now on: a sheet may have pages that lie across."""
        self.paper = paper
        self.width = paper[0] - 2 * MARGIN

    def with_looks(self, looks: Looks) -> "_Pages":
        """Return the same document at another size, or with other spaces."""
        return _Pages(self.document, self.running, self.materials, looks)

    def drawn(self) -> _Drawn:
        """Return the PDF with its structure."""
        out, tree = io.BytesIO(), Tree()
        template = BaseDocTemplate(
            out,
            pagesize=self.paper,
            pageCompression=0,
            invariant=1,
            initialFontName=self.looks.faces.regular,
            title=self.document.title,
        )
        upright, width = self.paper, self.width
        across = max(upright), min(upright)
        template.addPageTemplates([self._kind_of_page("upright", upright)])
        template.addPageTemplates([self._kind_of_page("across", across)])
        self._turn(upright)
        story = Setting(self.looks, width, tree.root).story(self.document.blocks)
        template.build(story, canvasmaker=_HeldBack)
        self._turn(upright)
        last = vars(template.frame)  # what ReportLab knows of the room on the last page
        filled = 1 - (last["_y"] - last["_y1"]) / last["_aH"]
        return _Drawn(out.getvalue(), tree, template.page, filled)

    def _kind_of_page(self, name: str, paper: tuple[float, float]) -> PageTemplate:
        self._turn(paper)
        return PageTemplate(name, [self._frame()], onPage=self._draw_running, pagesize=paper)

    def _frame(self) -> Frame:
        gap = self.looks.running
        top = self.top + sum(height for _, height in self._head()) + gap * 1.3
        bottom = MARGIN * 0.6 + self._foot_height() + gap * 0.9
        height = self.paper[1] - top - bottom
        return Frame(MARGIN, bottom, self.width, height, 0, 0, 0, 0)

    def _draw_running(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        self._turn(template.pageTemplate.pagesize)
        if isinstance(canvas, _HeldBack):
            canvas.draw_foot, canvas.paper = self._draw_foot, self.paper
        with artifact(canvas, running=True):
            self._draw_watermark(canvas)
            self._draw_rules(canvas)
        y = self.paper[1] - self.top
        for text, height in self._head():
            y -= height
            text.drawOn(canvas, MARGIN, y)

    def _draw_foot(self, canvas: _HeldBack, total: int) -> None:
        self._turn(canvas.paper)
        foot, count = self._foot(canvas.getPageNumber(), total)
        foot.drawOn(canvas, MARGIN, MARGIN * 0.6)
        count.drawOn(canvas, MARGIN + self.width - count.width, MARGIN * 0.6)

    def _draw_rules(self, canvas: Canvas) -> None:
        gap = self.looks.running
        head = self.paper[1] - self.top - sum(height for _, height in self._head())
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        for y in (head - gap * 0.45, MARGIN * 0.6 + self._foot_height() + gap * 0.35):
            canvas.line(MARGIN, y, MARGIN + self.width, y)

    def _draw_watermark(self, canvas: Canvas) -> None:
        if not self.running.watermark:
            return
        canvas.saveState()
        canvas.translate(self.paper[0] / 2, self.paper[1] / 2)
        canvas.rotate(55)
        canvas.setFillColor(MARK)
        canvas.setFont(self.looks.faces.bold, 150)
        canvas.drawCentredString(0, -50, self.running.watermark)
        canvas.restoreState()

    def _head(self) -> list[tuple[Text, float]]:
        """Return the lines at the top with their heights: marks, name, identity."""
        looks, size = self.looks, self.looks.running / self.looks.body
        bold, plain = looks.style(size, bold=True), looks.style(size, colour=INK)
        lines = [
            (looks.markup(DOT.join(self.running.marks)), bold),
            (looks.markup(self.running.name), looks.style(size * 1.1, bold=True)),
            (looks.markup(self.running.identity), plain),
        ]
        texts = [text_of(markup, style) for markup, style in lines if markup]
        return [(text, text.wrap(self.width, self.paper[1])[1]) for text in texts]

    def _foot(self, page: int, total: int) -> tuple[Text, Text]:
        looks = self.looks
        size = looks.running / looks.body
        words = self.materials.words
        said = words.say("common.page.count", page=str(page), pages=str(total))
        count = text_of(looks.markup(said), looks.style(size, bold=True))
        count.wrap(self.width, self.paper[1])
        room = max(count.getActualLineWidths0()) + 1
        count.wrap(room, self.paper[1])
        foot = text_of(looks.markup(self.running.foot), looks.style(size * 0.86, colour=QUIET))
        foot.wrap(self.width - room - looks.running, self.paper[1])
        return foot, count

    def _foot_height(self) -> float:
        return max(text.height for text in self._foot(SEVERAL, SEVERAL))


def _marks(materials: Materials, stamp: PrintStamp) -> tuple[str, ...]:
    words = materials.words
    asked = (
        ("marks.draft_long", stamp.draft),
        ("marks.demo", stamp.demo),
        ("translated.unreviewed", bool(words.tongue.unchecked)),
    )
    return tuple(words.say(f"common.{name}") for name, is_on in asked if is_on)


def _foot(materials: Materials, stamp: PrintStamp, clinical: bool) -> str:
    words = materials.words
    day = stamp.printed_at.date()
    shown = words.short_day(day) if clinical else words.day(day)
    versions = "/".join(dict.fromkeys((stamp.content_version, words.version)))
    own = ", ".join(stamp.own_numbers)
    parts = (
        words.say("common.page.printed", date=shown, time=words.clock(stamp.printed_at)),
        words.say("common.page.content", version=versions),
        *((words.say("common.page.own_numbers", value=own),) if own else ()),
        words.say("common.page.judgement"),
    )
    return DOT.join(parts)
