"""What was planned at a visit, among its findings; and which plan of a chart's visits stands.

A visit that says nothing about a plan takes none back: the plan of an earlier visit stands until
another one is told, so that its warnings stay.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from pathway.coding import Code, Coded
from pathway.facts import Plan, Visit

MEDICINES: Final = "plan.medicines"
CARE: Final = "plan.care"
NOTHING: Final = "plan.nothing"
"""Somebody said that nothing is planned: an answer, and no blank."""
REASON: Final = "plan.stop_reason"
"""The item of the catalogue that lists why something is planned in spite of a warning."""
CODES: Final = (MEDICINES, CARE, NOTHING)
LONGEST: Final = 200
"""Letters of one name."""
_BETWEEN: Final = "\n"


def plan_told(beside: Mapping[str, str]) -> Plan | None:
    """Return what was planned, by what a visit holds beside its fields; None when nobody said."""
    if not any(code in beside for code in CODES):
        return None
    return Plan(listed(beside.get(MEDICINES, "")), listed(beside.get(CARE, "")))


def plan_coded(plan: Plan | None) -> tuple[Coded, ...]:
    """Return a plan as findings; none when nobody said anything about it."""
    if plan is None:
        return ()
    told = ((MEDICINES, plan.medicines), (CARE, plan.care))
    rows = tuple(Coded(Code(code), _BETWEEN.join(names)) for code, names in told if names)
    return rows or (Coded(Code(NOTHING), "yes"),)


def plan_of(visits: Iterable[Visit]) -> Plan:
    """Return the plan that stands: that of the newest visit at which one was told."""
    newest = newest_plan(visits)
    return (newest and plan_told(newest.beside)) or Plan()


def newest_plan(visits: Iterable[Visit]) -> Visit | None:
    """Return the newest visit at which a plan was told."""
    told = [visit for visit in visits if plan_told(visit.beside) is not None]
    return max(told, key=_told_at, default=None)


def listed(text: str) -> tuple[str, ...]:
    """Return the names in the text of a finding, each once and in its order."""
    names = (" ".join(name.split()) for name in text.split(_BETWEEN))
    return tuple(dict.fromkeys(name[:LONGEST] for name in names if name))


def with_thing(plan: Plan | None, name: str, *, is_care: bool) -> Plan:
    """Return the plan with one thing more; a thing is planned once."""
    known = plan or Plan()
    if is_care:
        return Plan(known.medicines, tuple(dict.fromkeys((*known.care, name))))
    is_new = name.casefold() not in {one.casefold() for one in known.medicines}
    return Plan((*known.medicines, name) if is_new else known.medicines, known.care)


def without_thing(plan: Plan, name: str, *, is_care: bool) -> Plan | None:
    """Return the plan without one thing; None, as if nobody had said anything, after the last."""
    left = Plan(
        tuple(one for one in plan.medicines if is_care or one != name),
        tuple(one for one in plan.care if not is_care or one != name),
    )
    return left if left != Plan() else None


def _told_at(visit: Visit) -> tuple[date, str]:
    """Return what orders visits: their day, and of one day the moment of writing them down."""
    at = visit.recorded_at
    return visit.on, at.isoformat() if at else ""
