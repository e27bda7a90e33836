"""What a print consists of, as typed content: no fonts, no places on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from handouts.drawings.ink import Picture
from handouts.words import HandoutWords
from pathway.course import Course, Lane
from pathway.sheets import Line

Light: TypeAlias = Literal["go", "less", "stop"]
LIGHTS: Final[tuple[Light, ...]] = ("go", "less", "stop")


@dataclass(frozen=True, slots=True)
class Title:
    """The one title of a print."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section; it never stands alone at the foot of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``strong`` is bold, ``muted`` is quiet.

    ``small`` is never larger than what stands on each page: for sources, which no patient has to
    read. ``leads`` stays on the page of what follows.
    """

    text: str
    strong: bool = False
    muted: bool = False
    small: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """The one line of a row that is seen from across the room."""

    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bold label with its text on the same line."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """The main message, in a box of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """A list of boxes to tick by hand."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A named value, or a named line to write on when the value is empty."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values side by side in columns of the same width."""

    items: tuple[Field, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Danger:
    """The safety net: a box with a thick border and a warning triangle.

    One that ``is_whole`` waits for the next page where little room is left on this one.
    """

    heading: str
    lead: str
    signs: tuple[str, ...]
    closing: tuple[str, ...]
    fields: Fields
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: what it says to those who hear it, the words under it, and those within it."""

    picture: Picture
    alt: str
    caption: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gallery:
    """Drawings side by side, as many in a row as there is room for, each with its words.

    ``columns`` are the fewest that a row is divided into, so that several rows have one scale.
    """

    drawn: tuple[Drawn, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: its name, the steps in order, then how much, what next, when to stop."""

    name: str
    steps: tuple[str, ...]
    notes: tuple[Labelled, ...]
    drawn: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise over the whole width: drawings and figures side by side, then the words."""

    name: str
    drawn: tuple[Drawn, ...]
    facts: tuple[Labelled, ...]
    steps: tuple[str, ...]
    notes: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A week to tick: how, the head of the first column, the days, the rows, one to write in."""

    how: str
    head: str
    days: tuple[str, ...]
    rows: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class TrafficLight:
    """How much pain is all right: three rows told apart by sign and word, not by colour."""

    rows: tuple[tuple[Light, Labelled], ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One line that must not be overlooked, in a box with a warning triangle."""

    text: str
    fields: Fields | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """The title of an urgent sheet: white on black, with a warning triangle."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A section with its heading in the margin: for sheets read at a glance."""

    heading: str
    content: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two short sections side by side; in large print one follows the other."""

    left: tuple["Block", ...]
    right: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Boxed:
    """A line of a blank sheet with its numbered boxes, and the few words beside them."""

    line: Line
    since: str
    sides: tuple[str, str]


@dataclass(frozen=True, slots=True)
class CourseLanes:
    """A timeline: the course of a problem, the names of its lanes, and the words of the print."""

    course: Course
    names: Mapping[Lane, str]
    words: HandoutWords


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person of a list: who, how to reach them, why, and what is filled in by hand.

    ``labelled`` are lines with a bold beginning; ``ticks`` boxes to tick, ``blanks`` lines to
    write on, both at the right. ``is_danger`` draws a warning sign beside the number.
    """

    number: str
    name: str
    identity: str
    labelled: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    is_danger: bool = False


@dataclass(frozen=True, slots=True)
class CallList:
    """People one beneath the other."""

    rows: tuple[CallRow, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the name, the lines beneath it, and the day of the letter."""

    name: str
    lines: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; without cells it is a heading above the rows that follow."""

    head: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the headings of their columns; the first column says what a row is about.

    ``shares`` are the widths of the columns in parts of the whole; without them the first takes
    a good third, and the others share the rest.
    """

    first: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on another page; ``across`` on paper that lies across."""

    across: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Small lines of what is counted, each with its number at the right."""

    lines: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ScanCode:
    """A square code for telephones: the text that it holds, and what stands beside it."""

    text: str
    beside: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class FoldedCard:
    """A card to be folded twice: its cover, the two pages within, and its back."""

    front: tuple["Block", ...]
    left: tuple["Block", ...]
    right: tuple["Block", ...]
    back: tuple["Block", ...]


Block: TypeAlias = (
    Title
    | Heading
    | Paragraph
    | Headline
    | Labelled
    | Message
    | Bullets
    | Ticks
    | Fields
    | Danger
    | Drawn
    | Gallery
    | Exercise
    | ExerciseCard
    | WeekGrid
    | TrafficLight
    | Alarm
    | Banner
    | Row
    | Pair
    | Boxed
    | CourseLanes
    | CallList
    | Counts
    | ScanCode
    | FoldedCard
    | Letterhead
    | Table
    | NewPage
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole print: the title that PDF readers show (never a name), and its blocks.

    ``least_space`` is the part of the space between its parts that must be left where less of it
    saves a last page with little on it; the letters stay as large.
    """

    title: str
    blocks: tuple[Block, ...]
    least_space: float = 1.0
