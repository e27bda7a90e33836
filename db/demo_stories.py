"""The courses of made-up patients: together they show every stage, status and level of flag.

Days are counted back from the day on which the clinic is made; ``Seen`` visits come oldest first.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pathway.facts import CareKind, Course, FlagState, Known, Outcome, Side
from pathway.recalls import RecallKind

Root: TypeAlias = Literal["L4", "L5", "S1", "C6", "C7"]
OnsetKind: TypeAlias = Literal["day", "month", "about", "unknown"]


@dataclass(frozen=True, slots=True)
class Yes:
    """A red-flag question answered with yes, and since how many days before the visit."""

    item: str
    since: int | None = None
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit: ``days`` ago, with limb and spine pain; ``grade`` is the root's muscle."""

    days: int
    limb: int | None
    spine: int | None = None
    grade: int | None = 5
    yes: tuple[Yes, ...] = ()
    blank: tuple[str, ...] = ()
    fine: Known = "unknown"
    psfs: float | None = None
    unbearable: str = ""
    weak_since: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Care that ran from ``start`` to ``end`` days ago; sessions are single days."""

    kind: CareKind
    start: int
    end: int | None = None
    weekly: int = 7
    name: str = ""
    outcome: Outcome = "unknown"
    sessions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done about a red flag, ``on`` days ago."""

    item: str
    raised: int
    state: FlagState
    on: int
    basis: str = ""
    called: Known = "unknown"
    arrived: Known = "unknown"


@dataclass(frozen=True, slots=True)
class Story:
    """One patient's course; ``egfr`` was measured so many days ago.

    ``called`` is what came of calling them in today, and in how many days they come, if they do.
    """

    root: Root
    age: int
    onset: int
    seen: tuple[Seen, ...]
    care: tuple[Told, ...] = ()
    side: Side | None = None
    onset_kind: OnsetKind = "day"
    followed: tuple[Followed, ...] = ()
    closed: tuple[int, str] | None = None
    pain_free: tuple[int, int] | None = None
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    pregnant_weeks: int | None = None
    egfr: tuple[float, int] | None = None
    weight_kg: float | None = None
    referred: int | None = None
    opened: int | None = None
    sex: Literal["female", "male"] | None = None
    stenosis: bool = False
    unsigned: bool = False
    called: tuple[RecallKind, int | None] | None = None


def exercise(start: int, end: int | None = None) -> Told:
    """Return home exercise on four days a week."""
    return Told("home_exercise", start, end, weekly=4)


def physio(*days: int) -> Told:
    """Return single sessions of physiotherapy."""
    return Told("physiotherapy", days[0], sessions=days)


def medicine(name: str, start: int, end: int | None = None, outcome: Outcome = "unknown") -> Told:
    """Return a medicine that was taken."""
    return Told("medicine", start, end, name=name, outcome=outcome)


_RETENTION: Final = (Yes("RF-C1", 1, "progressing"), Yes("RF-C5", 1, "progressing"))

STORIES: Final[tuple[Story, ...]] = (
    # acute
    Story(
        "L5", 34, 5, (Seen(1, 7, 4, note="Lifting at work. Worse when sitting."),), (exercise(1),)
    ),
    Story("C6", 47, 19, (Seen(15, 6, 5), Seen(2, 4, 3)), (exercise(15), physio(12, 5))),
    Story("S1", 41, 15, (Seen(9, 6), Seen(0, 8, 5, yes=_RETENTION)), (exercise(9),), unsigned=True),
    Story(
        "L5",
        52,
        12,
        (Seen(8, 7, 3), Seen(1, 9, 6, yes=(Yes("RF-C2", 1, "progressing"),))),
        (exercise(8),),
        followed=(Followed("RF-C2", 1, "escalated", 1, "MRI tonight", "yes"),),
    ),
    Story("C7", 29, 10, (Seen(3, 8, 6, grade=None, yes=(Yes("RF-N3", 2),)),), (Told("rest", 3),)),
    Story("L4", 38, 14, (Seen(2, 5, 4, blank=("RF-C6", "RF-T1", "RF-T2")),), (exercise(2),)),
    # acute again after a time without pain
    Story(
        "S1",
        45,
        300,
        (Seen(290, 6, 4), Seen(262, 2, 1), Seen(10, 7, 5)),
        (exercise(290, 262), exercise(10)),
        pain_free=(250, 16),
    ),
    # subacute
    Story(
        "L5",
        56,
        40,
        (Seen(34, 7, 3), Seen(20, 6, 3), Seen(6, 6, 2)),
        (exercise(33), physio(30, 16)),
    ),
    Story(
        "S1",
        43,
        75,
        (Seen(51, 8, 4), Seen(30, 7, 4), Seen(4, 7, 4, fine="no", psfs=3.3)),
        (exercise(50), physio(46, 39, 32), medicine("naproxen", 50, 40, "not_tolerated")),
    ),
    Story(
        "C7",
        50,
        80,
        (Seen(49, 7, 5), Seen(28, 7, 5), Seen(5, 6, 5, fine="no")),
        (exercise(48), Told("neural_gliding", 48, weekly=5), medicine("paracetamol", 48)),
        allergies=("penicillin",),
    ),
    Story(
        "C6",
        39,
        70,
        (Seen(52, 8, 5, psfs=3.0), Seen(31, 5, 3, psfs=5.0), Seen(6, 3, 1, fine="yes", psfs=7.0)),
        (exercise(51), physio(47, 40, 33)),
    ),
    Story("S1", 61, 70, (Seen(50, None), Seen(22, None), Seen(3, None)), (exercise(49),)),
    Story(
        "L5",
        37,
        30,
        (Seen(22, 9, 6), Seen(2, 9, 7, unbearable="Cannot sleep or stand in spite of medicines.")),
        (exercise(21), medicine("ibuprofen", 22)),
    ),
    Story(
        "L5",
        48,
        60,
        (
            Seen(40, 7, 5, yes=(Yes("RF-C3", 2, "progressing"),)),
            Seen(33, 5, 4),
            Seen(5, 4, 3, fine="yes"),
        ),
        (exercise(39),),
        followed=(
            Followed("RF-C3", 40, "escalated", 40, "MRI the same day", "yes", "yes"),
            Followed("RF-C3", 40, "cleared", 39, "imaging"),
        ),
    ),
    Story(
        "L5",
        54,
        60,
        (Seen(30, 6, 3, grade=3, weak_since=55), Seen(3, 6, 3, grade=3, weak_since=55)),
        (exercise(30),),
    ),
    Story(
        "S1",
        66,
        33,
        (Seen(4, 5, 5, yes=(Yes("RF-T2", 60, "progressing"),)),),
        (medicine("paracetamol", 4),),
    ),
    Story("L5", 31, 44, (Seen(25, 7, 4), Seen(1, 7, 6, yes=(Yes("RF-P2"),))), (exercise(25),)),
    Story(
        "C7",
        58,
        65,
        (Seen(30, 5, 5), Seen(7, 5, 5, yes=(Yes("RF-M1", 40, "stable"), Yes("RF-M6")))),
        (exercise(30), Told("collar", 30, 20)),
    ),
    Story(
        "L4",
        32,
        50,
        (Seen(42, 6, 5), Seen(14, 5, 4)),
        (exercise(41),),
        called=("reached", None),
        sex="female",
        pregnant_weeks=24,
        weight_kg=68,
    ),
    Story(
        "L5",
        71,
        58,
        (Seen(45, 6, 4), Seen(17, 5, 3)),
        (exercise(44), Told("heat", 44)),
        conditions=("atrial_fibrillation", "hypertension"),
        medicines=("apixaban", "lisinopril"),
        weight_kg=64.5,
    ),
    Story(
        "C6",
        44,
        72,
        (Seen(70, 7, 4), Seen(56, 6, 4), Seen(9, 7, 4, fine="no")),
        (exercise(69, 52), exercise(9)),
    ),
    # chronic
    Story(
        "L5",
        49,
        112,
        (Seen(96, 8, 5), Seen(68, 7, 5), Seen(40, 7, 4), Seen(6, 7, 4, fine="no", psfs=2.7)),
        (exercise(95), physio(90, 83, 76, 69, 62), medicine("naproxen", 95, 80, "insufficient")),
        referred=6,
    ),
    Story(
        "S1",
        53,
        205,
        (Seen(150, 7, 6), Seen(108, 5, 4), Seen(66, 4, 3), Seen(24, 3, 2, fine="yes")),
        (exercise(149), Told("yoga", 100, weekly=2)),
        onset_kind="month",
    ),
    Story(
        "L5",
        78,
        420,
        (
            Seen(120, 6, 4, yes=(Yes("RF-C7", 400, "longstanding"), Yes("RF-V5"))),
            Seen(30, 6, 4, yes=(Yes("RF-C7", 400, "longstanding"), Yes("RF-V5"))),
        ),
        (exercise(119, 90),),
        side="both",
        stenosis=True,
        conditions=("diabetes", "peripheral_artery_disease"),
        medicines=("metformin", "aspirin"),
        egfr=(44, 35),
        weight_kg=88.5,
    ),
    Story(
        "C7",
        63,
        130,
        (
            Seen(60, 6, 5, yes=(Yes("RF-T1", None, "progressing"),)),
            Seen(20, 6, 5, yes=(Yes("RF-T1", None, "stable"),)),
        ),
        (exercise(59, 40),),
        conditions=("cancer",),
        egfr=(81, 58),
        weight_kg=59,
        followed=(
            Followed("RF-T1", 60, "escalated", 60, "MRI within two weeks", "yes"),
            Followed("RF-T1", 60, "confirmed", 38, "imaging"),
        ),
    ),
    # no one stage can be told
    Story("L4", 35, 32, (Seen(2, 6, 3),), (exercise(2),), onset_kind="about"),
    Story(
        "S1",
        59,
        40,
        (Seen(40, 5, 5), Seen(12, 5, 4)),
        (exercise(39),),
        onset_kind="unknown",
        called=("will_come", 2),
    ),
    # out of the ordinary
    Story("L5", 16, 25, (Seen(8, 6, 5),), (Told("education", 8),)),
    Story(
        "C6",
        46,
        160,
        (Seen(140, 7, 4), Seen(112, 4, 2), Seen(84, 1, 0, fine="yes"), Seen(50, 0, 0, fine="yes")),
        (exercise(139, 84), physio(133, 126, 119)),
        closed=(50, "recovered"),
    ),
    Story(
        "S1",
        42,
        36,
        (Seen(28, 8, 5), Seen(5, 8, 5, fine="no")),
        (exercise(27), medicine("gabapentin", 27, 10, "insufficient")),
        opened=5,
    ),
)
