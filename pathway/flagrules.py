"""The level of each red-flag answer: what was told, since when, and how it has gone since."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from pathway.facts import FlagAnswer
from pathway.finding import Input
from pathway.fixed import fixed
from pathway.flagbook import UNASSESSED, FlagItem
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife, Raised
from pathway.sittings import Sitting

CAUDA: Final = ("RF-C1", "RF-C2", "RF-C3", "RF-C4", "RF-C5", "RF-C6")


@fixed
class Asked:
    """One item with its answer, at a sitting of a case."""

    item: FlagItem
    given: FlagAnswer
    sitting: Sitting
    case: FlagCase

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Return the answer as a rule read it, with its start and its course."""
        given, on = self.given, self.sitting.on
        value = given.answer if given.number is None else format(given.number, "g")
        found = [Input(self.item.id, value, on)]
        if given.since:
            found.append(Input("since", given.since.isoformat(), on))
        if given.course:
            found.append(Input("course", given.course, on))
        return tuple(found)

    @property
    def days(self) -> int | None:
        """Return how many days ago it began; None when nobody said."""
        return None if self.given.since is None else (self.sitting.on - self.given.since).days

    def raises(self, variant: str, *more: Input, missing: tuple[str, ...] = ()) -> Raised:
        """Return what this variant of the item raises."""
        item = self.item
        reason = item.reason(variant, (*self.inputs, *more), missing)
        return Raised(item.id, item.levels[variant], reason, self.given.since)


Rule: TypeAlias = Callable[[Asked], Raised | None]


class Answers:
    """What was answered so far, and what it raises."""

    def __init__(self, case: FlagCase, life: FlagLife) -> None:
        self._case = case
        self._life = life
        self._heard: dict[str, FlagAnswer] = {}

    def hear(self, sitting: Sitting) -> list[Raised]:
        """Return what the answers of one day raise."""
        items = self._case.book.items
        found: list[Raised] = []
        for flag_id, given in sitting.raising:
            if flag_id not in items or self._is_heard(flag_id, given):
                continue
            if raised := _judge(Asked(items[flag_id], given, sitting, self._case)):
                found.append(raised)
        return found

    def _is_heard(self, flag_id: str, given: FlagAnswer) -> bool:
        """The same once more changes nothing, where nothing but the answer is looked at.

        A flag that was ever dealt with may have to be raised anew.
        """
        if self._heard.get(flag_id) == given:
            return True
        if RULES.get(flag_id, _plain) in BY_ANSWER_ALONE and not self._life.was_closed(flag_id):
            self._heard[flag_id] = given
        return False


def is_examined(sitting: Sitting, case: FlagCase) -> bool:
    """Tell whether power was examined where the problem is: legs, arms, or either if unsure."""
    wanted = {"cervical": "arm", "lumbar": "leg", "thoracic": "leg"}.get(case.chart.problem.region)
    muscles = case.book.muscles
    return any(
        visit.exam_unlisted == "normal"
        or any(
            wanted is None or (spot.place in muscles and muscles[spot.place].limb == wanted)
            for spot in visit.power
        )
        for visit in sitting.visits
    )


def _judge(asked: Asked) -> Raised | None:
    levels = asked.item.levels
    if asked.given.answer == "yes":
        return RULES.get(asked.item.id, _plain)(asked) if "yes" in levels else None
    if UNASSESSED not in levels:
        return None
    if asked.item.id == "RF-N3" and is_examined(asked.sitting, asked.case):
        return None
    return asked.raises(UNASSESSED)


def _plain(asked: Asked) -> Raised:
    return asked.raises("yes")


def _cauda(asked: Asked) -> Raised:
    """Only a trouble told to be longstanding or stable for long is no emergency."""
    course, days = asked.given.course, asked.days
    if course == "progressing" or (days is None and course != "longstanding"):
        return asked.raises("yes")
    if days is not None and days <= asked.case.book.limits.cauda_new_days:
        return asked.raises("yes")
    if course is None:
        return asked.raises("course_unknown", missing=("course",))
    return asked.raises("longstanding")


def _bilateral(asked: Asked) -> Raised:
    """Both legs: no emergency only if unchanged for long, with C1 to C6 all answered no."""
    course, days, limits = asked.given.course, asked.days, asked.case.book.limits
    others = tuple(flag_id for flag_id in CAUDA if asked.sitting.answer(flag_id) != "no")
    if others or course == "progressing":
        unknown = tuple(f for f in others if asked.sitting.answer(f) != "yes")
        return asked.raises("yes", missing=unknown)
    if days is None:
        return asked.raises("longstanding" if course == "longstanding" else "yes")
    is_long = days >= limits.bilateral_longstanding_days
    if course is None:
        return asked.raises("course_unknown" if is_long else "yes", missing=("course",))
    if is_long:
        return asked.raises("longstanding")
    return asked.raises("steady" if days > limits.bilateral_stable_days else "yes")


def _volume(asked: Asked) -> Raised | None:
    """A low volume excludes nothing; a high one is an emergency unless there is surely no pain."""
    number = asked.given.number
    if number is not None and number < asked.case.book.limits.bladder_volume_ml:
        return None
    is_painless = all(
        visit.pain_spine == 0 and visit.pain_limb == 0 and not visit.pain_map
        for visit in asked.sitting.visits
    )
    return asked.raises("no_pain" if is_painless else "yes")


def _count(asked: Asked) -> Raised | None:
    number = asked.given.number
    if number is not None and number >= asked.case.book.limits.grip_count:
        return None
    return asked.raises("yes")


def _progressing(asked: Asked) -> Raised:
    return asked.raises("progressing" if asked.given.course == "progressing" else "yes")


def _acute(asked: Asked) -> Raised:
    """Acute: it began lately or gets worse; or a sign found while the pain itself is acute."""
    course, days, book = asked.given.course, asked.days, asked.case.book
    is_acute = course == "progressing" or (days is not None and days <= book.limits.acute_sign_days)
    if asked.item.kind == "sign" and days is None and course is None:
        is_acute = asked.case.may_have_begun(asked.sitting.on, book.rescreen.acute_last_day)
    return asked.raises("acute" if is_acute else "yes")


def _report(asked: Asked) -> Raised:
    """Worsening that is told: power has to be examined at once."""
    if is_examined(asked.sitting, asked.case):
        return asked.raises("yes")
    return asked.raises("unexamined", missing=("power",))


def _fever(asked: Asked) -> Raised:
    limits, heat = asked.case.book.limits, asked.sitting.temperature
    if heat is not None and heat >= limits.fever_celsius:
        return asked.raises("feverish", temperature(heat, asked.sitting))
    if asked.days is None:
        return asked.raises("yes", missing=("since", "looks_ill"))
    variant = "recent" if asked.days <= limits.fever_new_days else "yes"
    return asked.raises(variant, missing=("looks_ill",))


def _minor_fall(asked: Asked) -> Raised:
    """A minor fall counts with weak bones: by age, illness or steroids, or if nobody knows."""
    case, on, steroids = asked.case, asked.sitting.on, asked.sitting.answer("RF-F3")
    risks = list(case.listed(case.book.conditions.weak_bone | case.book.conditions.steroid))
    age = case.age(on)
    if age >= case.book.limits.fracture_age_years:
        risks.append(Input("age", str(age), on))
    if steroids == "yes":
        risks.append(Input("RF-F3", "yes", on))
    if risks:
        return asked.raises("yes", *risks)
    if steroids == "no":
        return asked.raises("no_risk")
    return asked.raises("risk_unknown", missing=("RF-F3",))


def _steroid(asked: Asked) -> Raised | None:
    """Steroids only modify, unless the pain is new."""
    is_new = asked.case.may_have_begun(asked.sitting.on, asked.case.book.limits.new_pain_days)
    return asked.raises("yes") if is_new else None


def temperature(heat: float, sitting: Sitting) -> Input:
    """Return a measured temperature as a rule read it."""
    return Input("temperature", format(heat, "g"), sitting.on)


RULES: Final[Mapping[str, Rule]] = {
    **dict.fromkeys(CAUDA, _cauda),
    **dict.fromkeys(("RF-M1", "RF-M2", "RF-M3", "RF-M4"), _progressing),
    **dict.fromkeys(("RF-M6", "RF-M7", "RF-M9"), _progressing),
    **dict.fromkeys(("RF-M8", "RF-T6"), _acute),
    "RF-C7": _bilateral,
    "RF-C9": _volume,
    "RF-M10": _count,
    "RF-N3": _report,
    "RF-I1": _fever,
    "RF-F2": _minor_fall,
    "RF-F3": _steroid,
}
BY_ANSWER_ALONE: Final = frozenset({_plain, _progressing, _count})
