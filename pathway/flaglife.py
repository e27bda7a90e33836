"""The life of a red flag: raised, perhaps escalated, until it is cleared or confirmed.

A flag keeps its highest level until somebody clears or confirms it; "no" at a later visit does not
close it, and a new yes after that opens a new one (docs/red-flags.md).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pathway.facts import FlagRecord, FlagState
from pathway.finding import Because, Input, Level, OpenFlag, PastFlag, Reason
from pathway.fixed import fixed
from pathway.flagbook import UNASSESSED, FlagBook, FlagItem

CLOSED = frozenset({"cleared", "confirmed"})
ON_FILE = "FLAG-ON-FILE"


@fixed
class Raised:
    """One finding that raises a flag, or lifts one that stands when ``lifts``.

    ``since`` is the day from which the patient has noticed it.
    """

    id: str
    level: Level
    reason: Reason
    since: date | None = None
    lifts: bool = False


def raised(
    item: FlagItem, variant: str, inputs: tuple[Input, ...], missing: tuple[str, ...] = ()
) -> Raised:
    """Return what a variant of an item raises, at the level that the book gives it."""
    return Raised(item.id, item.levels[variant], item.reason(variant, inputs, missing))


@dataclass(slots=True)
class Standing:
    """A flag that stands. ``own`` is its level before another item lifted it."""

    raised_on: date
    level: Level
    own: Level
    reasons: list[Reason]
    is_found: bool
    begun_after_closing: date | None = None


class FlagLife:
    """Which flags stand, day by day, given what is found and what people did about them."""

    def __init__(self, book: FlagBook, records: tuple[FlagRecord, ...]) -> None:
        self.open: dict[str, Standing] = {}
        self._book = book
        self._records = records
        self._closings: dict[str, list[tuple[date, date]]] = {}
        for record in records:
            if record.state in CLOSED:
                closing = (record.on or record.raised_on, record.raised_on)
                self._closings.setdefault(record.id, []).append(closing)
        self._on_file = [r for r in records if r.state not in CLOSED and not self._is_closed(r)]

    @property
    def has_records(self) -> bool:
        """Whether anybody ever wrote down what was done about a flag."""
        return bool(self._records)

    def closed_on(self, flag_id: str, by: date) -> date | None:
        """Return the last day up to ``by`` on which a flag was cleared or confirmed."""
        closings = self._closings.get(flag_id)
        return max((on for on, _ in closings if on <= by), default=None) if closings else None

    def was_closed(self, flag_id: str) -> bool:
        """Tell whether a flag was ever cleared or confirmed."""
        return flag_id in self._closings

    def begin(self, day: date) -> None:
        """Close the flags that were cleared or confirmed before ``day``."""
        self._close(lambda on: on < day)

    def take_each(self, found: Iterable[Raised], day: date) -> None:
        """Take findings one by one: later ones look at the flags that earlier ones raised."""
        for each in found:
            self.take(each, day)

    def take(self, found: Raised, day: date) -> None:
        """Let a finding of ``day`` raise its flag, or raise the level of the one that stands."""
        anew = found.id in self._closings and self._begins_anew(found, day)
        standing = self.open.get(found.id)
        is_found = not found.reason.rule.endswith(UNASSESSED)
        if standing is None or (anew and standing.begun_after_closing is None):
            own = Level.NONE if found.lifts else found.level
            self.open[found.id] = Standing(
                day, found.level, own, [found.reason], is_found, day if anew else None
            )
            return
        standing.is_found = standing.is_found or is_found
        if found.level < standing.own:
            return
        if not found.lifts:
            standing.own = max(standing.own, found.level)
        if found.level > standing.level:
            standing.level, standing.reasons = found.level, [found.reason]
        elif found.level == standing.level and not _is_told(found.reason, standing.reasons):
            standing.reasons.append(found.reason)

    def recall(self, day: date | None) -> None:
        """Let stand what was raised up to ``day`` (None: ever) and is known from the file only."""
        due = [r for r in self._on_file if day is None or r.raised_on <= day]
        for record in due:
            standing = self.open.get(record.id)
            if standing is None or standing.raised_on > record.raised_on:
                self._recall(record)
        self._on_file = [r for r in self._on_file if r not in due]

    def finish(self) -> None:
        """Close all flags that were cleared or confirmed."""
        self._close(lambda _: True)

    def standing(self) -> tuple[OpenFlag, ...]:
        """Return the open flags, the most urgent first, then in the order of the book."""
        if not self.open:
            return ()
        found = [self._open_flag(flag_id, standing) for flag_id, standing in self.open.items()]
        return tuple(sorted(found, key=lambda f: (-f.level, self._order(f.id), f.id)))

    def history(self) -> tuple[PastFlag, ...]:
        """Return the flags that were cleared or confirmed, in order of their days."""
        if not self._records:
            return ()
        past = [
            PastFlag(r.id, r.raised_on, r.state, r.on, r.by, r.basis)
            for r in self._records
            if r.state in CLOSED
        ]
        return tuple(sorted(past, key=lambda p: (p.raised_on, p.on or p.raised_on, p.id, p.state)))

    def _is_closed(self, record: FlagRecord) -> bool:
        return any(
            record.raised_on < on or record.raised_on == raised_on
            for on, raised_on in self._closings.get(record.id, ())
        )

    def _begins_anew(self, found: Raised, day: date) -> bool:
        """On the day of a closing only what began on that day, after an older flag, is new."""
        return found.since == day and any(
            on == day and raised_on < day for on, raised_on in self._closings[found.id]
        )

    def _close(self, counts: Callable[[date], bool]) -> None:
        for flag_id, closings in self._closings.items():
            standing = self.open.get(flag_id)
            if standing and any(
                counts(on) and standing.raised_on <= on and standing.begun_after_closing != on
                for on, _ in closings
            ):
                del self.open[flag_id]

    def _recall(self, record: FlagRecord) -> None:
        item = self._book.items.get(record.id)
        level = max(item.level, Level.ROUTINE) if item else Level.URGENT
        told = (Input("flag", record.id, record.raised_on), Input("state", record.state, record.on))
        reason = Reason(ON_FILE, told, item.sources[0] if item else "")
        standing = self.open.get(record.id)
        self.take(Raised(record.id, level, reason), record.raised_on)
        if standing:
            standing.raised_on = record.raised_on

    def _open_flag(self, flag_id: str, standing: Standing) -> OpenFlag:
        item = self._book.items.get(flag_id)
        urgent = standing.level >= Level.SAME_DAY
        because: Because = tuple(standing.reasons)
        return OpenFlag(
            id=flag_id,
            level=standing.level,
            raised_on=standing.raised_on,
            state=self._state(flag_id),
            destination=item.destination if item and urgent else None,
            because=because,
        )

    def _state(self, flag_id: str) -> FlagState:
        states = {
            r.state
            for r in self._records
            if r.id == flag_id and r.state not in CLOSED and not self._is_closed(r)
        }
        return "escalated" if "escalated" in states else "open"

    def _order(self, flag_id: str) -> int:
        item = self._book.items.get(flag_id)
        return item.order if item else len(self._book.items)


def _is_told(reason: Reason, told: list[Reason]) -> bool:
    """The same rule is told once, for the same answer or the same muscle."""
    place = _place(reason)
    return place in [_place(other) for other in told if other.rule == reason.rule]


def _place(reason: Reason) -> str:
    return reason.inputs[0].value if reason.inputs else ""


def found_flags(life: FlagLife, at_least: Level) -> Iterator[str]:
    """Yield the ids of open flags that rest on a finding, not on a question left unassessed."""
    for flag_id, standing in life.open.items():
        if standing.is_found and standing.level >= at_least:
            yield flag_id
