"""What one examination found, in words: what is not normal, what is, and what nobody looked at."""

from collections.abc import Iterator, Mapping
from typing import Final

from handouts import blocks as b
from handouts.found import FULL_POWER
from handouts.letter import Letter
from handouts.warmth import named
from pathway.facts import Spot, Visit

FEELING: Final = ("absent", "reduced", "increased", "normal")
REFLEXES: Final = ("absent", "reduced", "brisk", "normal")
RESULTS: Final = ("positive", "negative", "not_done")
LATEST: Final = 2


def is_examined(visit: Visit) -> bool:
    """Tell whether anything of the body was looked at or stated."""
    found = (visit.power, visit.sensation, visit.reflexes, visit.tests)
    measured = (visit.rotation_degrees, visit.temperature)
    return any(found) or any(m is not None for m in measured) or visit.exam_unlisted == "normal"


def examination_lines(letter: Letter, most: int = LATEST) -> Iterator[b.Block]:
    """Yield the latest examinations with their days, or that there was none."""
    done = [visit for visit in letter.chart.visits if is_examined(visit)]
    for visit in reversed(done[-most:]):
        day = letter.words.short_day(visit.on)
        label = letter.words.say("emergency.findings.examined", date=day)
        yield b.Labelled(label, f"{'. '.join(_lines(visit, letter))}.")
    if not done:
        yield b.Paragraph(letter.words.say("emergency.findings.not_examined"))


def _lines(visit: Visit, letter: Letter) -> Iterator[str]:
    yield _power(visit, letter)
    for group, found, kinds in (
        ("sensation", visit.sensation, FEELING),
        ("reflexes", visit.reflexes, REFLEXES),
    ):
        yield _kinds(letter, group, found, kinds)
    yield _tests(visit, letter)
    if visit.rotation_degrees is not None:
        yield letter.tell("exam.rotation", value=f"{visit.rotation_degrees:g}")
    if visit.temperature is not None:
        yield letter.words.say("emergency.findings.temperature", value=f"{visit.temperature:g}")
    if visit.exam_unlisted == "normal":
        yield letter.tell("exam.unlisted")


def _power(visit: Visit, letter: Letter) -> str:
    if not visit.power:
        return letter.tell("exam.none.power")
    words = letter.words
    grades = sorted(set(visit.power.values()))
    parts = []
    for grade in grades:
        spots = tuple(sorted(spot for spot, given in visit.power.items() if given == grade))
        muscles = named(spots, words, "emergency.muscles")
        key = "full" if grade == FULL_POWER else "weak"
        parts.append(letter.tell(f"exam.{key}", value=muscles, grade=str(grade)))
    return letter.tell("exam.power", value="; ".join(parts))


def _kinds(letter: Letter, group: str, found: Mapping[Spot, str], kinds: tuple[str, ...]) -> str:
    if not found:
        return letter.tell(f"exam.none.{group}")
    names = "common.zones" if group == "sensation" else "emergency.reflexes"
    parts = []
    for kind in kinds:
        spots = tuple(sorted(spot for spot, value in found.items() if value == kind))
        if spots:
            said = letter.tell(f"exam.kinds.{group}.{kind}")
            parts.append(
                letter.tell("exam.kind", kind=said, value=named(spots, letter.words, names))
            )
    return letter.tell(f"exam.{group}", value="; ".join(parts))


def _tests(visit: Visit, letter: Letter) -> str:
    parts = []
    for result in RESULTS:
        spots = sorted(spot for spot, value in visit.tests.items() if value == result)
        if spots:
            tests = ", ".join(sided_test(letter, spot) for spot in spots)
            said = letter.tell(f"exam.results.{result}")
            parts.append(letter.tell("exam.kind", kind=said, value=tests))
    if not parts:
        return letter.tell("exam.none.tests")
    return letter.tell("exam.tests", value="; ".join(parts))


def sided_test(letter: Letter, spot: Spot) -> str:
    """Return a test with its side."""
    name = letter.materials.names.test(spot.place)
    return letter.tell(f"exam.sides.{spot.side}", name=name)
