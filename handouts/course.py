"""The timeline on one page across: the same events and the same places as on the screen."""

from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.coursesigns import PALE, Pattern, Pen, Place
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT, print_document, running
from handouts.setting import Setting, parts
from handouts.storylines import story_lines
from handouts.styles import INK, PAPER, RULE, Looks
from handouts.tags import Element, artifact
from handouts.words import HandoutWords
from pathway.course import Course, Event, Lane
from pathway.courseaxis import ticks
from pathway.courseplaces import SIGN_EMS, Picture, Room, Spot, fitted
from pathway.courserows import Track, Tracks
from pathway.facts import Chart
from pathway.story import NOT_TOLD

LINE: Final = 1.36
"""The height of a line in sizes of its letters."""
LARGEST: Final = 10.0
SMALLEST: Final = 4.5
"""The sizes of the letters, in points: as large as the lanes allow."""
NAMES_EMS: Final = 9.8
AXIS_EMS: Final = 2.7
KEY_EMS: Final = 3.0
BOX_EMS: Final = 2.9
"""What a box of the key takes beside its words."""
VALUE_EMS: Final = 0.6
MOST_TOLD: Final = 60
"""So many events of a lane are read aloud; the list on the screen has them all."""
STAGES: Final[dict[str, Pattern]] = {"subacute": "pale", "chronic": "grey"}
WEEKS: Final[dict[str, Pattern]] = {"active": "full", "passive": "lines", "paused": "cross"}
SIGNS: Final[dict[Lane, str]] = {
    "visits": "circle",
    "imaging": "square",
    "referrals": "arrow",
    "decisions": "hexagon",
    "prints": "page",
    "ahead": "triangle",
    "limb": "square",
    "spine": "circle",
    "function": "diamond",
}
HOLLOW: Final = frozenset({"unsigned", "draft", "sent", "contact", "point"})
KEYS: Final[tuple[tuple[str, Pattern], ...]] = (
    ("active", "full"),
    ("passive", "lines"),
    ("empty", ""),
    ("paused", "cross"),
    ("hatched", "slanted"),
    ("band", "pale"),
    ("ahead", ""),
)


def timeline(block: b.CourseLanes, chart: Chart, materials: Materials, stamp: PrintStamp) -> bytes:
    """Return a timeline as PDF; the paper of the materials lies across.

    How the problem began stands above the lanes where more than its start was told.
    """
    title = materials.words.say("timeline.title")
    told = DOT.join(story_lines(chart.problem, materials.story, materials.words))
    begun = f"{told[:1].upper()}{told[1:]}"
    lines = (b.Paragraph(begun),) if materials.story != NOT_TOLD else ()
    document = b.Document(title, (b.Title(title), *lines, block))
    on_page = running(chart.patient, materials, stamp, block.course.today, clinical=True)
    return print_document(document, on_page, materials, stamp, one_page=True)


class CourseDrawing(Flowable):
    """A course drawn as wide as the page, its letters as large as its height allows."""

    def __init__(self, block: b.CourseLanes, looks: Looks, element: Element) -> None:
        super().__init__()
        self.block = block
        self.looks = looks
        self.element = element
        self.tracks = Tracks(block.course)
        lanes = sum(track.ems for track in self.tracks.all)
        self.ems = AXIS_EMS + lanes + KEY_EMS

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size: all of the width, and the height that is there."""
        self.size = min(LARGEST, max(aH / self.ems / LINE, SMALLEST))
        self.width, self.height = aW, self.ems * self.size * LINE
        return self.width, self.height

    def draw(self) -> None:
        """Draw axis, lanes, today and the key."""
        _Drawer(self).draw()


class _Drawer:
    """Draws one course at one size."""

    def __init__(self, drawing: CourseDrawing) -> None:
        self.block = drawing.block
        self.course: Course = drawing.block.course
        self.tracks = drawing.tracks
        self.element = drawing.element
        self.size = drawing.size
        self.em = drawing.size * LINE
        self.canvas: Canvas = drawing.canv
        self.face, self.bold = drawing.looks.faces.regular, drawing.looks.faces.bold
        self.printable = drawing.looks.faces.printable
        self.pen = Pen(self.canvas, drawing.height)
        begin, end = self.course.span
        left = self.em * NAMES_EMS
        days = float(begin.toordinal() - 2), float(end.toordinal() + 3)
        self.room = Room(days, left, drawing.width - left, self.em)
        self.picture = Picture(self.tracks, self.room, self.width_of)
        self.bottom = self.em * (drawing.ems - KEY_EMS)

    def width_of(self, text: str) -> float:
        """Return how wide a text is printed."""
        return float(stringWidth(self.printable(text), self.face, self.size))

    def draw(self) -> None:
        with artifact(self.canvas):
            self._axis()
            self._today()
        top = self.em * AXIS_EMS
        for track in self.tracks.all:
            place = Place(self.room.left, top, self.room.width, self.em * track.ems)
            figure = self.element.add("Figure")
            figure.alt = self._told(track)
            with figure.content(self.canvas):
                self._name(track, place)
                with self.pen.within(place):
                    self._lane(track, place)
            top += place.height
        with artifact(self.canvas):
            self._key()

    def _told(self, track: Track) -> str:
        """Return the events of a lane as they are read aloud."""
        words: HandoutWords = self.block.words
        said = []
        for event in self.tracks.events[track.first : track.first + track.count][:MOST_TOLD]:
            first, last = words.short_day(event.start), words.short_day(event.end)
            if first == last:
                said.append(words.say("timeline.day", date=first, name=event.title))
            else:
                spoken = words.say("timeline.span", after=first, before=last, name=event.title)
                said.append(spoken)
        if track.count > MOST_TOLD:
            said.append(words.say("timeline.more", number=str(track.count - MOST_TOLD)))
        return f"{self.block.names[track.lane]}. {'; '.join(said)}"

    def _axis(self) -> None:
        words = self.block.words
        for tick in ticks(self.room, self.course.onset):
            x = self.room.x(tick.day.toordinal())
            self.pen.line((x, self.em * 0.2), (x, self.bottom), RULE, 0.4)
            day = str(tick.day.year) if tick.is_year else words.short_day(tick.day)
            self._tick(x + 2, self.em * 0.7, day)
            if tick.elapsed is not None:
                number = str(tick.elapsed // 7 + 1)
                week = words.say("timeline.week", number=number, days=str(tick.elapsed))
                self._tick(x + 2, self.em * 1.8, week)

    def _tick(self, x: float, middle: float, said: str) -> None:
        """Write a mark of the axis; half a date is worse than none."""
        if x + self.width_of(said) <= self.room.right:
            self._write(x, middle, said)

    def _name(self, track: Track, place: Place) -> None:
        self.pen.line((0, place.top), (self.room.right, place.top), RULE, 0.4)
        now = self.course.now.get(track.lane, "")
        middle = place.middle - (self.em * 0.48 if now else 0)
        wide = self.room.left - self.em * 0.5
        name = fitted(self.block.names[track.lane], wide, self.width_of)
        self.pen.text((0, middle), self.printable(name), (self.face, self.size))
        if now:
            said = self.printable(fitted(now, wide * 0.93, self.width_of))
            self.pen.text((0, middle + self.em * 0.96), said, (self.bold, self.size))

    def _lane(self, track: Track, place: Place) -> None:
        spots = self.picture.spots(track)
        if track.shape == "line":
            self._values(track, spots, place)
            return
        each = self.em * track.level_ems
        top = place.top + (place.height - each * track.levels) / 2
        inset = min(self.em * 0.2, each * 0.14)
        for spot in spots:
            line = top + each * spot.level
            area = Place(spot.left, line + inset, spot.right - spot.left, each - 2 * inset)
            event = self.tracks.events[self.picture.events_of(track, spot)[0]]
            if track.shape in {"marks", "notes"}:
                self._mark(track, spot, event, area)
            else:
                self._span(track, spot, event, area)

    def _mark(self, track: Track, spot: Spot, event: Event, area: Place) -> None:
        at, size = (spot.middle, area.middle), self.em * SIGN_EMS * 0.42
        if spot.amount > 1:
            self.pen.box(Place(spot.left, at[1] - size, spot.right - spot.left, 2 * size), "")
            number = str(spot.amount)
            self._write(spot.middle - self.width_of(number) / 2, at[1], number)
            return
        name = "square" if event.kind == "contact" else SIGNS[track.lane]
        self.pen.sign(name, at, size, hollow=event.kind in HOLLOW or event.ahead)
        self._write(spot.at, area.middle, spot.label)

    def _span(self, track: Track, spot: Spot, event: Event, area: Place) -> None:
        pattern = _pattern(track.lane, event)
        if event.days:
            self.pen.line((area.left, area.middle), (area.left + area.width, area.middle), RULE)
            for day in event.days:
                x = self.room.x(day.toordinal() + 0.5)
                self.pen.sign("circle", (x, area.middle), self.em * 0.16, hollow=False)
        elif event.kind in {"due", "status"}:
            high = area.top, area.top + area.height
            self.pen.line((area.left, high[0]), (area.left, high[1]), INK, 1.4)
            self.pen.sign("arrow", (area.left + 3, area.top + 3), 3, hollow=event.ahead)
        else:
            self.pen.box(area, pattern, dashed=event.ahead)
        if track.lane == "flags":
            over = event.kind in {"past", "confirmed"}
            at = (spot.left + self.em * SIGN_EMS / 2, area.middle)
            self.pen.sign("diamond", at, self.em * 0.36, hollow=over)
        if spot.label and area.height >= self.em * 0.7:
            self._label(spot, area, pattern)

    def _label(self, spot: Spot, area: Place, pattern: Pattern) -> None:
        if pattern in {"full", "lines", "cross", "slanted"} and spot.at < spot.right:
            wide = self.width_of(spot.label) + 2
            high = min(self.em * 0.9, area.height - 1)
            self.pen.fill(Place(spot.at - 1, area.middle - high / 2, wide, high), PAPER)
        self._write(spot.at, area.middle, spot.label)

    def _values(self, track: Track, spots: list[Spot], place: Place) -> None:
        def height(value: float) -> float:
            low, high = self.course.scales[track.lane]
            inset = self.em * VALUE_EMS
            share = (value - low) / (high - low)
            return place.top + place.height - inset - share * (place.height - 2 * inset)

        for band in self.course.bands:
            if band.lane == track.lane:
                left = self.room.x(band.first.toordinal() + 0.5)
                wide = self.room.x(band.last.toordinal() + 1) - left
                top = height(band.high)
                self.pen.fill(Place(left, top, wide, height(band.low) - top), PALE)
        events = self.tracks.events[track.first : track.first + track.count]
        lines: list[list[tuple[float, float]]] = []
        for event in events:
            if not lines or event.kind == "begin":
                lines.append([])
            x = self.room.x(event.start.toordinal() + 0.5)
            lines[-1].append((x, height(event.value or 0.0)))
        for line in lines:
            self.pen.polyline(line, dashed=track.lane == "limb")
        self._points(track, spots, [point for line in lines for point in line])

    def _points(self, track: Track, spots: list[Spot], at: list[tuple[float, float]]) -> None:
        """Draw each value as a sign, with its number where there is room."""
        before = -1e9
        for spot in spots:
            x, y = at[spot.high - 1]
            is_last = spot.high == track.count
            self.pen.sign(SIGNS[track.lane], (x, y), 2.6 if is_last else 1.8, hollow=not is_last)
            if x - before > self.em * 2:
                before = x
                number = self.tracks.events[track.first + spot.high - 1].words[0]
                self._write(x + 2.5, y - self.em * 0.4, number)

    def _today(self) -> None:
        x = self.room.x(self.course.today.toordinal() + 0.5)
        self.pen.line((x, self.em * AXIS_EMS), (x, self.bottom + self.em * 0.3), INK, 1.2)
        day = self.block.words.short_day(self.course.today)
        said = self.block.words.say("timeline.today", date=day)
        wide = self.width_of(said)
        left = min(max(x - wide / 2, self.room.left), self.room.right - wide)
        self._write(left, self.bottom + self.em * 0.85, said)

    def _key(self) -> None:
        """Say what the patterns mean, in one line; long words make its letters smaller."""
        x, y = 0.0, self.bottom + self.em * 2.2
        said = {name: self.block.words.say(f"timeline.key.{name}") for name, _ in KEYS}
        wide = sum(self.em * BOX_EMS + self.width_of(words) for words in said.values())
        part = min(1.0, self.room.right / wide)
        em, font = self.em * part, (self.face, self.size * part)
        for name, pattern in KEYS:
            area = Place(x, y - em * 0.35, em * 1.4, em * 0.7)
            self.pen.box(area, pattern, dashed=name == "ahead")
            self.pen.text((x + em * 1.7, y), self.printable(said[name]), font)
            x += em * BOX_EMS + self.width_of(said[name]) * part

    def _write(self, x: float, middle: float, said: str) -> None:
        if said:
            self.pen.text((x, middle), self.printable(said), (self.face, self.size))


def _pattern(lane: Lane, event: Event) -> Pattern:
    if not event.sure:
        return "slanted"
    if lane == "care":
        return WEEKS.get(event.kind, "")
    if lane == "stage":
        return STAGES.get(event.kind, "")
    return "" if event.kind in {"free", "past"} else "pale"


@parts.register
def _course_lanes(block: b.CourseLanes, at: Setting) -> list[Flowable]:
    return [CourseDrawing(block, at.looks, at.parent)]
