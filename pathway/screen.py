"""How complete the red-flag screen is, and when everything has to be asked again."""

from datetime import date, timedelta

from pathway.finding import Level
from pathway.fixed import fixed
from pathway.flagbook import Situation
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife
from pathway.flagsigns import has_leg_symptoms, score_signs
from pathway.sittings import Sitting

CORD_SIGNS = ("RF-M2", "RF-M4", "RF-M5")


@fixed
class Screen:
    """The latest screen: which mandatory items were left blank, when it was, how long it lasts."""

    complete: bool
    missing: tuple[str, ...]
    on: date | None
    repeat_by: date | None


def screen_of(sittings: tuple[Sitting, ...], case: FlagCase, life: FlagLife) -> Screen:
    """Return the state of the screen: each contact asks all again, so the latest day counts."""
    latest = sittings[-1] if sittings else None
    wanted = mandatory_items(latest, case, life)
    missing = latest.blank(wanted) if latest else wanted
    screened_on = _screened_on(sittings)
    repeat_by = _repeat_by(screened_on, latest, case, life)
    return Screen(latest is not None and not missing, missing, screened_on, repeat_by)


def _screened_on(sittings: tuple[Sitting, ...]) -> date | None:
    for sitting in reversed(sittings):
        if sitting.was_screened:
            return sitting.on
    return None


def mandatory_items(sitting: Sitting | None, case: FlagCase, life: FlagLife) -> tuple[str, ...]:
    """Return the items that a screen may not leave blank, in the order of the book."""
    region, book = case.chart.problem.region, case.book
    always = book.always_asked[region]
    on = sitting.on if sitting else case.on
    wanted: dict[Situation, bool] = {}
    more: list[str] = []
    for flag_id, situation in book.sometimes_asked[region]:
        if situation not in wanted:
            wanted[situation] = _holds(situation, sitting, on, case, life)
        if wanted[situation]:
            more.append(flag_id)
    if not more:
        return always
    return tuple(sorted((*always, *more), key=lambda flag_id: book.items[flag_id].order))


def _holds(
    situation: Situation, sitting: Sitting | None, on: date, case: FlagCase, life: FlagLife
) -> bool:
    if situation == "bleeding_risk":
        return bool(case.bleeding_risk(on))
    visits = sitting.visits if sitting else ()
    if situation == "score_answer":
        return any(visit.beside and any(score_signs(visit, case.book)) for visit in visits)
    for flag_id in CORD_SIGNS:
        if flag_id in life.open and life.open[flag_id].is_found:
            return True
    return True in [has_leg_symptoms(visit, case.book) for visit in visits]


def _repeat_by(
    screened_on: date | None, latest: Sitting | None, case: FlagCase, life: FlagLife
) -> date | None:
    """The day by which all is asked again; at once when a contact passed without any question."""
    if case.timing.stage == "closed" or latest is None:
        return None
    if screened_on is None:
        return latest.on
    return screened_on + timedelta(days=_lasts(screened_on, case, life))


def _lasts(on: date, case: FlagCase, life: FlagLife) -> int:
    """How many days a screen lasts: the shortest of what the stage may be, and of open flags."""
    rescreen = case.book.rescreen
    for standing in life.open.values():
        if standing.level >= Level.URGENT:
            return rescreen.open_flag_days
    if case.may_have_begun(on, rescreen.acute_last_day):
        return rescreen.acute_days
    if case.may_have_begun(on, rescreen.subacute_last_day):
        return rescreen.subacute_days
    return rescreen.chronic_days
