"""What is drawn on the body chart: marks by place and side, in words, and beside the last visit.

Pain is the visit's ``pain_map``; numbness and tingling are its ``sensation``, which has one value
for a place: numb is "reduced" or "absent", tingling is "increased" (docs/body-chart.md). A place
without a mark was not marked: it is never read as "no".
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from desktop import show
from desktop.words import ntr, tr
from pathway.coding import Code, Coded
from pathway.facts import Chart, Spot
from pathway.intake import answers_of

Kind: TypeAlias = Literal["pain", "numb", "tingling"]
Drawing: TypeAlias = Mapping[Code, str]
"""Every code of pain and feeling that has a value."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PAIN: Final = "pain_map"
FEELING: Final = "sensation"
_DRAWN: Final[dict[Kind, str]] = {"pain": "yes", "numb": "reduced", "tingling": "increased"}
_SEEN_AS: Final[dict[str, Kind]] = {
    "yes": "pain",
    "reduced": "numb",
    "absent": "numb",
    "increased": "tingling",
}
MOST_NAMED: Final = 6


class Change(NamedTuple):
    """What was recorded under a code before and after; "" is nothing."""

    code: Code
    before: str
    after: str

    @property
    def back(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.code, self.after, self.before)


class Earlier(NamedTuple):
    """The latest drawing before a day, and when it was made."""

    on: date
    drawing: Drawing


Name: TypeAlias = Callable[[Spot], str]


def is_drawn(code: Code) -> bool:
    """Say whether the body chart shows what is recorded under a code."""
    return code.side is not None and code.item.partition(".")[0] in {PAIN, FEELING}


def drawing_of(rows: Iterable[Coded]) -> dict[Code, str]:
    """Return what the findings of a visit draw."""
    return {row.code: row.value for row in rows if is_drawn(row.code)}


def spot_of(code: Code) -> Spot:
    """Return the place of a code that is drawn."""
    return Spot(code.side or "right", code.item.partition(".")[2])


def kinds_at(drawing: Drawing, spot: Spot) -> tuple[Kind, ...]:
    """Return the kinds that are marked at a place."""
    values = (drawing.get(_code(group, spot), "") for group in (PAIN, FEELING))
    return tuple(_SEEN_AS[value] for value in values if value in _SEEN_AS)


def marked(drawing: Drawing) -> dict[Spot, tuple[Kind, ...]]:
    """Return every marked place with its kinds."""
    found = {spot: kinds_at(drawing, spot) for spot in map(spot_of, drawing)}
    return {spot: kinds for spot, kinds in found.items() if kinds}


def without_normal(drawing: Drawing) -> Drawing:
    """Return the marks of a drawing; that feeling was normal there is no mark."""
    return {code: value for code, value in drawing.items() if value in _SEEN_AS}


def change_at(drawing: Drawing, spot: Spot, kind: Kind, *, is_on: bool) -> Change | None:
    """Return what marking a place (or taking its mark away) changes; None when it is so already."""
    if (kind in kinds_at(drawing, spot)) == is_on:
        return None
    code = _code(PAIN if kind == "pain" else FEELING, spot)
    return Change(code, drawing.get(code, ""), _DRAWN[kind] if is_on else "")


def kind_words(kind: Kind) -> str:
    """Return a kind of feeling in words."""
    return {"pain": tr("pain"), "numb": tr("numbness"), "tingling": tr("tingling")}[kind]


def marks_words(drawing: Drawing, spot: Spot) -> str:
    """Return what is recorded at a place in words, "" when nothing is."""
    words = [kind_words(kind) for kind in kinds_at(drawing, spot)]
    told = {"absent": tr("no feeling left"), "normal": tr("feeling normal")}
    value = drawing.get(_code(FEELING, spot), "")
    return ", ".join([*words, *([told[value]] if value in told else [])])


def spot_words(drawing: Drawing, spot: Spot, name: Name) -> str:
    """Return a place with its marks, as it is read aloud."""
    marks = marks_words(drawing, spot)
    return f"{name(spot)}: {marks}" if marks else name(spot)


def silent_words(place: str) -> str:
    """Return why a place without a zone of its own takes no mark."""
    names = {
        "head": tr("Head"),
        "chest": tr("Chest"),
        "belly": tr("Belly"),
        "middle_of_the_back": tr("Middle of the back"),
        "inner_upper_arm": tr("Inner side of the upper arm"),
    }
    return tr("{place}: not a zone of this chart; write it in the note").format(
        place=names.get(place, place)
    )


def earlier_drawing(chart: Chart, on: date) -> Earlier | None:
    """Return the latest visit up to a day at which something was marked."""
    for visit in sorted(chart.visits, key=lambda one: one.on, reverse=True):
        drawing = drawing_of(answers_of(visit).values()) if visit.on <= on else {}
        if marked(drawing):
            return Earlier(visit.on, drawing)
    return None


def comparison(now: Drawing, earlier: Earlier | None, name: Name) -> str:
    """Return what has changed since the last drawing, in one sentence; not drawn is not gone."""
    if earlier is None:
        return ""
    day, then, today = show.day(earlier.on), _pairs(earlier.drawing), _pairs(now)
    if not today:
        last = _listed(then, name)
        return tr("{day}: {last}. Nothing is drawn at this visit yet.").format(day=day, last=last)
    asked = {_family(kind) for _, kind in today}
    parts = (
        (tr("new: {places}"), [one for one in today if one not in then]),
        (
            tr("not marked now: {places}"),
            [one for one in then if one not in today and _family(one[1]) in asked],
        ),
        (
            tr("not drawn at this visit: {places}"),
            [one for one in then if _family(one[1]) not in asked],
        ),
    )
    told = [words.format(places=_listed(pairs, name)) for words, pairs in parts if pairs]
    if not told:
        return tr("The same as on {day}.").format(day=day)
    return tr("Since {day}: {changes}.").format(day=day, changes="; ".join(told))


def _code(group: str, spot: Spot) -> Code:
    return Code(f"{group}.{spot.place}", spot.side)


def _family(kind: Kind) -> str:
    return PAIN if kind == "pain" else FEELING


def _pairs(drawing: Drawing) -> list[tuple[Spot, Kind]]:
    return [(spot, kind) for spot, kinds in marked(drawing).items() for kind in kinds]


def _listed(pairs: list[tuple[Spot, Kind]], name: Name) -> str:
    """Return kinds with their places: the first few, and how many more there are."""
    shown = pairs[:MOST_NAMED]
    told = []
    for kind in KINDS:
        places = [name(spot) for spot, seen in shown if seen == kind]
        if places:
            said = tr("{kind} ({places})")
            told.append(said.format(kind=kind_words(kind), places="; ".join(places)))
    more = len(pairs) - len(shown)
    return ", ".join([*told, *([ntr("{count} more", "{count} more", more)] if more else [])])
