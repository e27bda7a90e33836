"""What the examination, the body chart and the patient's list say about red flags by themselves.

A question answered "no" does not outweigh a finding: a numb saddle raises RF-C5 all the same.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pathway.facts import Spot, Visit, Weakness
from pathway.finding import Input
from pathway.flagbook import FlagBook
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife, Raised, raised
from pathway.flagrules import is_examined, temperature
from pathway.sittings import Sitting

FULL_POWER = 5
WORSE = "progressing"
BRISK = "brisk"
NOT_FELT = frozenset({"none", None})


class Signs:
    """The neurological findings as last examined: what was found stays until it is found normal.

    They are put together only when a rule asks for them, which is seldom.
    """

    def __init__(self, old_days: int) -> None:
        self._old_days = old_days
        self._unread: list[Visit] = []
        self._found: dict[tuple[str, Spot], Input] = {}
        self._has_old_weakness = False

    def examine(self, sitting: Sitting) -> None:
        """Take over what was found and what was found normal on one day."""
        self._unread.extend(sitting.visits)

    def inputs(self) -> tuple[Input, ...]:
        """Return the findings as rules read them."""
        self._read()
        return tuple(self._found.values())

    def has_old_weakness(self) -> bool:
        """Tell whether weakness was last told to be old and no worse."""
        self._read()
        return self._has_old_weakness

    def _read(self) -> None:
        for visit in self._unread:
            if visit.exam_unlisted == "normal":
                self._found.clear()
            self._note("sensation", visit.sensation, "normal", visit.on)
            self._note("reflex", visit.reflexes, "normal", visit.on)
            self._note("power", visit.power, FULL_POWER, visit.on)
            if visit.weakness:
                self._has_old_weakness = _is_old(visit.weakness, visit.on, self._old_days)
        self._unread.clear()

    def _note(self, kind: str, found: Mapping[Spot, object], normal: str | int, on: date) -> None:
        for spot, value in found.items():
            if value != normal:
                text = f"{spot.side} {spot.place} {value}"
                self._found[kind, spot] = Input("sign", text, on)
            else:
                self._found.pop((kind, spot), None)


def observed(sitting: Sitting, case: FlagCase, life: FlagLife) -> list[Raised]:
    """Return what the findings of one day raise beside the answers."""
    found: list[Raised] = []
    for visit in sitting.visits:
        if visit.sensation:
            found += _saddle(visit, sitting, case)
        if visit.reflexes and BRISK in visit.reflexes.values():
            found += _brisk(visit, sitting, case)
        if visit.weakness:
            found += _worsening(sitting, case)
        if visit.temperature is not None:
            found += _fever(visit.temperature, sitting, case)
        if visit.beside:
            found += _scored(visit, sitting, case)
    if case.chart.problem.side == "both" or has_two_sides(sitting):
        found += _both_sides(sitting, case)
    if case.chart.patient.conditions:
        found += _on_list(sitting, case, life)
    return found


def is_worsening(sitting: Sitting) -> Input | None:
    """Return what says that weakness is getting worse, told on one day."""
    if sitting.raising and sitting.answer("RF-N3") == "yes":
        return Input("RF-N3", "yes", sitting.on)
    for visit in sitting.visits:
        if visit.weakness and visit.weakness.course == WORSE:
            return Input("weakness", WORSE, sitting.on)
    return None


def marked(visit: Visit) -> set[Spot]:
    """Return where the body chart shows pain or changed feeling."""
    felt = {spot for spot, value in visit.sensation.items() if value != "normal"}
    return felt | visit.pain_map


def has_leg_symptoms(visit: Visit, book: FlagBook) -> bool:
    """Tell whether anything at all was found or told in or near a leg."""
    places = [spot.place for spot in marked(visit)]
    weak = [spot.place for spot, grade in visit.power.items() if grade < FULL_POWER]
    return not (book.around_leg.isdisjoint(places) and book.leg_muscles.isdisjoint(weak))


def _saddle(visit: Visit, sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    saddle = case.book.zones.saddle
    for spot, value in visit.sensation.items():
        if value != "normal" and spot.place in saddle and sitting.answer("RF-C5") != "yes":
            inputs = (Input("sensation", f"{spot.side} {spot.place} {value}", visit.on),)
            yield raised(case.book.items["RF-C5"], "examined", inputs)


def has_two_sides(sitting: Sitting) -> bool:
    """Tell whether the body chart shows anything at all on both sides."""
    first = sitting.visits[0]
    if len(sitting.visits) == 1 and len(first.pain_map) + len(first.sensation) < 2:
        return False
    sides: set[str] = set()
    for visit in sitting.visits:
        for spot in visit.pain_map:
            sides.add(spot.side)
        for spot, felt in visit.sensation.items():
            if felt != "normal":
                sides.add(spot.side)
    return len(sides) > 1


def _both_sides(sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    """Both legs or both arms on the body chart, whatever was answered, are at least urgent."""
    region, zones = case.chart.problem.region, case.book.zones
    for limb, places in (("legs", zones.leg), ("arms", zones.arm)):
        flag_id = "RF-C7" if limb == "legs" and region != "cervical" else "RF-M4"
        if sitting.answer(flag_id) == "yes":
            continue
        inputs = _sides(sitting, places) or _told_both(sitting, case, limb)
        if inputs:
            yield raised(case.book.items[flag_id], "mapped", inputs, _blank(flag_id, sitting))


def _sides(sitting: Sitting, places: frozenset[str]) -> tuple[Input, ...]:
    spots: set[Spot] = set()
    for visit in sitting.visits:
        spots |= {spot for spot in marked(visit) if spot.place in places}
    if {spot.side for spot in spots} != {"left", "right"}:
        return ()
    return tuple(
        Input("body_chart", f"{spot.side} {spot.place}", sitting.on) for spot in sorted(spots)
    )


def _told_both(sitting: Sitting, case: FlagCase, limb: str) -> tuple[Input, ...]:
    """The problem is on both sides and the limb hurts: arms for the neck, legs elsewhere."""
    wanted = "arms" if case.chart.problem.region == "cervical" else "legs"
    if limb != wanted or case.chart.problem.side != "both":
        return ()
    hurts = any(v.pain_limb or v.radiation not in NOT_FELT for v in sitting.visits)
    return (Input("side", "both"), Input("limb_pain", "yes", sitting.on)) if hurts else ()


def _blank(flag_id: str, sitting: Sitting) -> tuple[str, ...]:
    return (flag_id,) if sitting.answer(flag_id) == "not_asked" else ()


def _brisk(visit: Visit, sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    """Brisk leg reflexes point above the root, wherever it hurts."""
    if sitting.answer("RF-M9") == "yes":
        return
    for spot, value in visit.reflexes.items():
        if value == BRISK and spot.place in case.book.leg_reflexes:
            inputs = (Input("reflex", f"{spot.side} {spot.place} brisk", visit.on),)
            yield raised(case.book.items["RF-M9"], "examined", inputs)


def _fever(heat: float, sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    if heat >= case.book.limits.fever_celsius and sitting.answer("RF-I1") != "yes":
        yield raised(case.book.items["RF-I1"], "feverish", (temperature(heat, sitting),))


def score_signs(visit: Visit, book: FlagBook) -> Iterator[tuple[str, Input]]:
    """Go through the answers to scores that raise a flag: its id, and what was answered."""
    for code, sign in book.scores.items():
        answer = visit.beside.get(code)
        if answer in sign.answers:
            yield sign.flag, Input(code, answer, visit.on)


def _scored(visit: Visit, sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    """An answer on paper counts, also when the same is denied face to face."""
    for flag_id, told in score_signs(visit, case.book):
        if sitting.answer(flag_id) != "yes":
            item = case.book.items[flag_id]
            yield raised(item, "scored", (told,), _blank(flag_id, sitting))


def _worsening(sitting: Sitting, case: FlagCase) -> Iterator[Raised]:
    """Weakness recorded as progressing is the same as RF-N3 answered yes."""
    worse = is_worsening(sitting)
    if worse is None or worse.what == "RF-N3":
        return
    variant = "yes" if is_examined(sitting, case) else "unexamined"
    yield raised(case.book.items["RF-N3"], variant, (worse,))


def _on_list(sitting: Sitting, case: FlagCase, life: FlagLife) -> Iterator[Raised]:
    """Illnesses on the patient's list count as a yes, until the flag was once dealt with."""
    items, conditions = case.book.items, case.book.conditions
    cancer = case.listed(conditions.cancer)
    if cancer and sitting.answer("RF-T1") != "yes" and not life.was_closed("RF-T1"):
        yield raised(items["RF-T1"], "on_list", cancer)
    steroid = case.listed(conditions.steroid)
    if steroid and sitting.answer("RF-F3") != "yes" and not life.was_closed("RF-F3"):
        is_new = case.may_have_begun(sitting.on, case.book.limits.new_pain_days)
        if is_new:
            yield raised(items["RF-F3"], "on_list", steroid)


def _is_old(weakness: Weakness, on: date, old_days: int) -> bool:
    if weakness.since is None or weakness.course == WORSE:
        return weakness.course == "longstanding"
    return (on - weakness.since).days > old_days
