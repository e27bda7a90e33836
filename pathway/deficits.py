"""Weakness worked out from dated MRC grades: new, worse, lasting, or in more places than one root.

A muscle that was not examined is unknown, never normal, unless the visit states that everything
not listed was normal.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pathway.facts import Spot, Visit
from pathway.finding import Input
from pathway.fixed import fixed
from pathway.flagbook import Muscle
from pathway.flagcase import FlagCase
from pathway.flaglife import FlagLife, Raised, raised
from pathway.flagsigns import FULL_POWER, is_worsening
from pathway.sittings import Sitting

MILD = 4  # the only grade between full power and marked weakness
STEADY_COURSES = frozenset({"stable", "longstanding"})


@fixed
class Grade:
    """The power of one muscle on one day; ``since`` is when its weakness was told to have begun."""

    on: date
    power: int
    since: date | None = None


@fixed
class Exam:
    """One muscle at one visit, with its earlier grades, oldest first."""

    spot: Spot
    now: Grade
    before: tuple[Grade, ...]
    visit: Visit
    worsening: Input | None
    case: FlagCase

    def raises(self, flag_id: str, variant: str, *more: Input) -> Raised:
        """Return what this exam raises."""
        found = (
            Input("muscle", f"{self.spot.side} {self.spot.place}", self.now.on),
            Input("grade", str(self.now.power), self.now.on),
        )
        return raised(self.case.book.items[flag_id], variant, (*found, *more))

    def days_since(self, day: date) -> int:
        """Return how many days before this exam a day was."""
        return (self.now.on - day).days

    def grades_from(self, day: date) -> tuple[Grade, ...]:
        """Return the earlier grades from a day on."""
        return tuple([grade for grade in self.before if grade.on >= day])

    def is_unchanged(self, closed_on: date | None) -> bool:
        """Tell whether power is no worse than when the flag was closed, nor better in between."""
        if closed_on is None:
            return False
        known = [grade for grade in self.before if grade.on <= closed_on]
        if not known:
            return False
        later = [grade.power for grade in self.before if grade.on > closed_on]
        base = known[-1].power
        return self.now.power >= base and all(base <= power <= MILD for power in later)


class Power:
    """All grades so far, muscle by muscle, and what they raise."""

    def __init__(self, case: FlagCase, life: FlagLife) -> None:
        self._case = case
        self._life = life
        self._weak: dict[Spot, list[Grade]] = {}
        self._mild: dict[Spot, date] = {}
        self._settled: Visit | None = None
        self._settled_grades: dict[Spot, int] = {}
        self._repeated_on: date | None = None
        self._was_dealt_with = any(map(life.was_closed, ("RF-N2", "RF-N4", "RF-N6")))
        self._passed: list[Visit] = []
        self._told: set[tuple[str, str, object]] = set()

    def pass_by(self, sitting: Sitting) -> None:
        """Remember the grades of a day on which no muscle was weak."""
        self._passed.extend(sitting.visits)

    def examine(self, sitting: Sitting) -> list[Raised]:
        """Return what the grades of one day raise, given all earlier ones.

        Nothing is to be judged as long as every muscle has full power and always had.
        """
        found: list[Raised] = []
        for visit in sitting.visits:
            if self._settled and self._is_repeated(self._settled, visit, sitting):
                self._repeated_on = visit.on
            elif self._weak or (visit.power and min(visit.power.values()) < FULL_POWER):
                self._take_repeated()
                found += self._judge(visit, sitting)
            self._passed.append(visit)
        return found

    def is_steady(self) -> bool:
        """Tell whether each mild weakness was found equal twice, far enough apart (RF-N4)."""
        self._take_repeated()
        closed_on = self._life.closed_on("RF-N4", self._case.on)
        mild = [s for s, on in self._mild.items() if closed_on is None or on > closed_on]
        apart = self._case.book.limits.steady_exam_days
        return bool(mild) and all(_is_steady(self._weak[spot], apart) for spot in mild)

    def steady_inputs(self) -> tuple[Input, ...]:
        """Return the last grades of the mildly weak muscles."""
        self._take_repeated()
        return tuple(self._last(spot) for spot in sorted(self._mild))

    def _last(self, spot: Spot) -> Input:
        grade = self._weak[spot][-1]
        return Input(f"{spot.side} {spot.place}", str(grade.power), grade.on)

    def _judge(self, visit: Visit, sitting: Sitting) -> list[Raised]:
        graded = self._graded(visit)
        if not graded:
            return []
        exams = self._exams(graded, visit, sitting)
        weak = [exam for exam in exams if exam.now.power < FULL_POWER]
        found = [each for exam in weak for each in self._raises(exam)]
        if weak:
            found += self._spread(exams)
        is_settled = not self._was_dealt_with and all(map(_is_settled, weak))
        self._settled, self._settled_grades = (visit if is_settled else None), graded
        return found

    def _is_repeated(self, before: Visit, visit: Visit, sitting: Sitting) -> bool:
        """Tell whether power was found as at the exam before, which told all that this could."""
        return (
            visit.power == before.power
            and visit.exam_unlisted == before.exam_unlisted
            and visit.weakness == before.weakness
            and not is_worsening(sitting)
        )

    def _take_repeated(self) -> None:
        """Take the grades that were found again into the books, on the last day of those.

        The days between tell nothing that the first and the last one do not.
        """
        on, self._repeated_on = self._repeated_on, None
        if on is None:
            return
        for spot, power in self._settled_grades.items():
            grades = self._weak[spot]
            grades.append(Grade(on, power, grades[-1].since))
            if power < FULL_POWER:
                self._mild[spot] = on

    def _exams(self, graded: dict[Spot, int], visit: Visit, sitting: Sitting) -> list[Exam]:
        """Take the grades of muscles that ever were weak into the books; return their exams."""
        worsening = is_worsening(sitting)
        told = _weakness_start(visit, sitting)
        exams = []
        for spot, power in sorted(graded.items()):
            start = told if power < FULL_POWER else None
            now = Grade(visit.on, power, start)
            if spot not in self._weak:
                self._weak[spot] = self._last_passed(spot)
            before = tuple(self._weak[spot])
            self._weak[spot].append(now)
            exams.append(Exam(spot, now, before, visit, worsening, self._case))
        return exams

    def _graded(self, visit: Visit) -> dict[Spot, int]:
        """The grades of one visit, of the muscles that are weak or ever were."""
        weak = self._weak
        graded = {s: power for s, power in visit.power.items() if power < FULL_POWER or s in weak}
        if visit.exam_unlisted == "normal":
            for spot in weak:
                graded.setdefault(spot, FULL_POWER)
        return graded

    def _last_passed(self, spot: Spot) -> list[Grade]:
        """The grades of a muscle that never was weak: the last one at most."""
        for visit in reversed(self._passed):
            if spot in visit.power or visit.exam_unlisted == "normal":
                return [Grade(visit.on, FULL_POWER)]
        return []

    def _is_new(self, flag_id: str, variant: str, told: object) -> bool:
        """What was raised for a muscle before changes nothing, unless its flag was closed since."""
        finding = (flag_id, variant, told)
        if finding in self._told:
            return self._life.was_closed(flag_id)
        self._told.add(finding)
        return True

    def _raises(self, exam: Exam) -> list[Raised]:
        found = self._drop(exam)
        if exam.now.power <= self._case.book.limits.new_weakness_grade:
            found += self._marked(exam)
        elif self._is_mild(exam):
            self._mild[exam.spot] = exam.now.on
            if self._is_new("RF-N4", "yes", exam.spot):
                found.append(exam.raises("RF-N4", "yes"))
        return found

    def _is_mild(self, exam: Exam) -> bool:
        """MRC 4 that is not getting worse, and was not dealt with as it is (RF-N4)."""
        if exam.worsening or _fell(exam):
            return False
        return not exam.is_unchanged(self._life.closed_on("RF-N4", exam.now.on))

    def _drop(self, exam: Exam) -> list[Raised]:
        """RF-N2, counted from the first exam on or after the day it was last cleared."""
        closed_on = self._life.closed_on("RF-N2", exam.now.on)
        usable = exam.before if closed_on is None else exam.grades_from(closed_on)
        grades = [grade.power for grade in usable]
        power, limits = exam.now.power, self._case.book.limits
        if power >= max(grades, default=power):
            return []
        place = grades.index(max(grades))
        best, later = usable[place], usable[place + 1 :]
        if power <= limits.new_weakness_grade or best.power - power >= limits.large_drop_grades:
            variant = "yes"
        elif any(grade.power < best.power for grade in later):
            variant = "confirmed"
        else:
            variant = "single"
        if not self._is_new("RF-N2", variant, exam.spot):
            return []
        return [exam.raises("RF-N2", variant, Input("grade_before", str(best.power), best.on))]

    def _marked(self, exam: Exam) -> Iterator[Raised]:
        """MRC 3 or less: new (RF-N1), lasting (RF-N5), not recovering (RF-N7)."""
        variant = _newness(exam, self._life.closed_on("RF-N1", exam.now.on))
        if variant is None:
            if not exam.is_unchanged(self._life.closed_on("RF-N5", exam.now.on)):
                yield exam.raises("RF-N5", "yes", *_start(exam))
        else:
            told = (exam.worsening,) if variant == "worsening" and exam.worsening else ()
            yield exam.raises("RF-N1", variant, *_start(exam), *told)
        lasting = self._no_gain(exam)
        if lasting:
            yield exam.raises("RF-N7", "yes", Input("grade_before", str(lasting.power), lasting.on))

    def _no_gain(self, exam: Exam) -> Grade | None:
        limits = self._case.book.limits
        care_day = self._case.care_day(exam.now.on)
        if care_day is None or care_day < limits.no_gain_care_days:
            return None
        closed_on = self._life.closed_on("RF-N7", exam.now.on)
        for grade in exam.before:
            is_late = closed_on is None or grade.on >= closed_on
            is_apart = exam.days_since(grade.on) >= limits.no_gain_days
            if is_late and is_apart and exam.now.power <= grade.power <= limits.new_weakness_grade:
                return grade
        return None

    def _spread(self, exams: list[Exam]) -> list[Raised]:
        """RF-N6: weak muscles that share no root on one side, or in more than one limb."""
        weak = {s: g[-1].power for s, g in self._weak.items() if g[-1].power < FULL_POWER}
        if not _is_spread(weak, self._case.book.muscles) or self._was_spread(exams[0].now.on, weak):
            return []
        told = exams[0].visit.weakness
        steady = (
            told is not None
            and told.course in STEADY_COURSES
            and not exams[0].worsening
            and not any(_fell(exam) for exam in exams)
        )
        variant, spots = "steady" if steady else "yes", sorted(weak)
        if not self._is_new("RF-N6", variant, weak[spots[0]]):
            return []
        inputs = tuple(self._last(spot) for spot in spots)
        return [raised(self._case.book.items["RF-N6"], variant, inputs)]

    def _was_spread(self, on: date, weak: dict[Spot, int]) -> bool:
        """After it was closed, the same weakness in the same muscles does not raise it again."""
        closed_on = self._life.closed_on("RF-N6", on)
        if closed_on is None:
            return False
        return all(
            any(g.on <= closed_on and g.power <= power for g in self._weak[spot])
            for spot, power in weak.items()
        )


def _is_settled(exam: Exam) -> bool:
    """MRC 4 that did not fall nor get worse: at once it tells all that the same grade again could.

    Marked weakness is never settled: how new it is, and how long it lasts, changes with the days.
    """
    is_mild = exam.now.power == MILD > exam.case.book.limits.new_weakness_grade
    return is_mild and not exam.worsening and not _fell(exam)


def _is_spread(weak: Mapping[Spot, int], muscles: Mapping[str, Muscle]) -> bool:
    known = [(spot.side, muscles[spot.place]) for spot in weak if spot.place in muscles]
    if len(known) < 2:
        return False
    if len({(side, muscle.limb) for side, muscle in known}) > 1:
        return True
    return not frozenset.intersection(*[muscle.roots for _, muscle in known])


def _newness(exam: Exam, closed_on: date | None) -> str | None:
    """Return the variant of RF-N1, or None when the weakness is known to be old and stable."""
    if exam.worsening:
        return "worsening"
    if exam.is_unchanged(closed_on):
        return None
    limits = exam.case.book.limits
    new = limits.weakness_new_days
    since = exam.now.since
    was_strong = any(
        g.power > limits.new_weakness_grade and exam.days_since(g.on) <= new for g in exam.before
    )
    is_new = since is not None and exam.days_since(since) <= new
    if is_new or was_strong or exam.case.may_have_begun(exam.now.on, new):
        return "yes"
    start = _known_start(exam)
    told = exam.visit.weakness
    if (start and exam.days_since(start) > new) or (told and told.course == "longstanding"):
        return None
    return "severe" if exam.now.power <= limits.severe_weakness_grade else "start_unknown"


def _known_start(exam: Exam) -> date | None:
    """The first day on which this muscle is known to have been weak, without a break since."""
    limit = exam.case.book.limits.new_weakness_grade
    starts = [exam.now.since] if exam.now.since else []
    for grade in reversed(exam.before):
        if grade.power > limit:
            break
        starts.append(grade.since or grade.on)
    return min(starts, default=None)


def _start(exam: Exam) -> tuple[Input, ...]:
    start = _known_start(exam)
    return (Input("since", start.isoformat(), exam.now.on),) if start else ()


def _fell(exam: Exam) -> bool:
    return bool(exam.before) and exam.now.power < exam.before[-1].power


def _is_steady(grades: list[Grade], days_apart: int) -> bool:
    """Tell whether exams so far apart found MRC 4 or better, without a fall between them."""
    last = grades[-1]
    floor = last.power
    for grade in reversed(grades):
        if grade.power > floor or grade.power < MILD:
            return False
        if (last.on - grade.on).days >= days_apart:
            return True
        floor = grade.power
    return False


def _weakness_start(visit: Visit, sitting: Sitting) -> date | None:
    """When weakness began, as told: the later of two dates, since what may be new counts as new."""
    report = sitting.answers.get("RF-N3")
    starts = [visit.weakness.since] if visit.weakness and visit.weakness.since else []
    if report and report.answer == "yes" and report.since:
        starts.append(report.since)
    return max(starts, default=None)
