"""The red flags of a chart on a day: what stands, how urgent it is, where to call, what to ask.

Nothing blank ever counts as "no", and nothing here lowers a level by itself except RF-N4
(docs/red-flags.md).
"""

from datetime import date
from typing import TYPE_CHECKING

from pathway.deficits import Power
from pathway.facts import Chart
from pathway.finding import Destination, Escalation, Level, OpenFlag, RedFlags
from pathway.flagbook import FlagBook
from pathway.flagcase import FlagCase, TimingInputs
from pathway.flaglife import FlagLife
from pathway.flagmodifiers import Combined
from pathway.flagrules import Answers
from pathway.flagsigns import Signs, observed
from pathway.quietdays import quiet_days
from pathway.screen import screen_of
from pathway.sittings import Sitting, sittings_of

if TYPE_CHECKING:
    from pathway.guidelines import Guidelines

__all__ = ["TimingInputs", "red_flags"]


def red_flags(chart: Chart, on: date, guidelines: "Guidelines", timing: TimingInputs) -> RedFlags:
    """Return the state of the red flags on a day; the chart holds facts up to that day only."""
    book = guidelines.flags
    case = FlagCase(chart, on, book, guidelines.medicines, timing)
    sittings = sittings_of(chart.visits, book)
    life = _life_of(sittings, case)
    screen = screen_of(sittings, case, life)
    standing = life.standing()
    return RedFlags(
        level=standing[0].level if standing else Level.NONE,
        escalation=_escalation(standing, book) if standing else (),
        screen_complete=screen.complete,
        missing=screen.missing,
        open=standing,
        history=life.history(),
        screened_on=screen.on,
        rescreen_by=screen.repeat_by,
    )


def _life_of(sittings: tuple[Sitting, ...], case: FlagCase) -> FlagLife:
    """Go through the days on which the patient was seen, and let flags rise and be closed.

    Days before any on which something can raise a flag are only remembered: most are of that kind.
    """
    life = FlagLife(case.book, case.chart.flags)
    quiet = 0 if life.has_records else quiet_days(sittings, case)
    if quiet < len(sittings) or life.has_records:
        _live(life, sittings, quiet, case)
    return life


def _live(life: FlagLife, sittings: tuple[Sitting, ...], quiet: int, case: FlagCase) -> None:
    answers, power = Answers(case, life), Power(case, life)
    signs = Signs(case.book.limits.old_weakness_days)
    combined = Combined(case, life, signs)
    for sitting in sittings[:quiet]:
        signs.examine(sitting)
        power.pass_by(sitting)
        combined.note_pain(sitting)
    has_records = life.has_records
    for sitting in sittings[quiet:]:
        day = sitting.on
        if has_records:
            life.begin(day)
        signs.examine(sitting)
        found = answers.hear(sitting) if sitting.raising else []
        found += observed(sitting, case, life) + power.examine(sitting)
        if found:
            life.take_each(found, day)
        if has_records:
            life.recall(day)
        combined.look(sitting)
    if has_records:
        life.recall(None)
        life.finish()
    _settle(life, power, case)


def _settle(life: FlagLife, power: Power, case: FlagCase) -> None:
    """A mild weakness that stays the same is the one flag that becomes routine by its own rule."""
    standing = life.open.get("RF-N4")
    if standing and power.is_steady():
        item = case.book.items["RF-N4"]
        standing.level = item.levels["steady"]
        standing.reasons = [item.reason("steady", power.steady_inputs())]


def _escalation(flags: tuple[OpenFlag, ...], book: FlagBook) -> tuple[Escalation, ...]:
    """Return where to call, the most urgent first; each place with all its flags."""
    by_place: dict[Destination, list[OpenFlag]] = {}
    for flag in flags:
        if flag.destination:
            by_place.setdefault(flag.destination, []).append(flag)
    calls = [
        Escalation(
            place,
            max(flag.level for flag in called),
            tuple(reason for flag in called for reason in flag.because),
        )
        for place, called in by_place.items()
    ]
    order = book.destinations.index
    return tuple(sorted(calls, key=lambda call: (-call.level, order(call.destination))))
