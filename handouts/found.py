"""What was found, as short lines for a colleague: flags with their course, and the examination."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final

from handouts.warmth import named
from handouts.words import HandoutWords
from pathway.facts import Answer, Chart, FlagAnswer, Spot, Visit
from pathway.finding import OpenFlag

FULL_POWER: Final = 5
LATEST_EXAMS: Final = 2
WEAKNESS: Final = tuple(f"RF-N{number}" for number in (1, 2, 4, 5, 6, 7))
STABLE: Final = frozenset({"RF-N4", "RF-N5"})
"""Items whose own words say that the weakness is stable."""
ODD_REFLEXES: Final = ("absent", "reduced", "brisk")
ODD_FEELING: Final = ("absent", "reduced", "increased")
POSITIVE: Final[Answer] = "yes"


def answered_yes(chart: Chart) -> dict[str, tuple[FlagAnswer, date]]:
    """Return each red-flag item's latest "yes" with the day of its visit."""
    return {
        item: (given, visit.on)
        for visit in chart.visits
        for item, given in visit.red_flags.items()
        if given.answer == POSITIVE
    }


def flag_lines(chart: Chart, flags: tuple[OpenFlag, ...], words: HandoutWords) -> tuple[str, ...]:
    """Return one line a flag: what, since when, how it goes."""
    told = answered_yes(chart) | _weakness(chart)
    return tuple(flag_line(flag.id, told.get(flag.id), flag.raised_on, words) for flag in flags)


def _weakness(chart: Chart) -> dict[str, tuple[FlagAnswer, date]]:
    """Return start and course of the weakness as the answer to each computed item about power."""
    told = [visit for visit in chart.visits if visit.weakness]
    if not told or told[-1].weakness is None:
        return {}
    weakness = told[-1].weakness
    given = FlagAnswer(POSITIVE, weakness.since, weakness.course)
    return dict.fromkeys(WEAKNESS, (given, told[-1].on))


def flag_line(
    item: str, told: tuple[FlagAnswer, date] | None, raised_on: date, words: HandoutWords
) -> str:
    """Return a flag as a finding with its start and course."""
    given = told[0] if told else FlagAnswer("not_asked")
    names = words.maybe(f"emergency.flags.{item}")
    parts = [names[0] if names else words.say("emergency.findings.unlisted", id=item)]
    if given.since:
        parts.append(words.say("emergency.findings.since", date=words.short_day(given.since)))
    else:
        parts.append(words.say("emergency.findings.raised", date=words.short_day(raised_on)))
    if given.course:
        was_stable = item in STABLE and given.course == "progressing"
        course = "now_progressing" if was_stable else given.course
        parts.append(words.say(f"emergency.courses.{course}"))
    return ", ".join(parts)


def first_noticed(chart: Chart, items: frozenset[str]) -> date | None:
    """Return the earliest start that was told for these items."""
    starts = (given.since for item, (given, _) in answered_yes(chart).items() if item in items)
    return min((start for start in starts if start), default=None)


def examinations(chart: Chart, words: HandoutWords) -> tuple[tuple[date, str], ...]:
    """Return the day and the findings of the two latest examinations, the later one first."""
    lines = ((visit.on, tuple(_exam_lines(visit, words))) for visit in reversed(chart.visits))
    found = ((on, f"{'. '.join(said)}.") for on, said in lines if said)
    return tuple(islice(found, LATEST_EXAMS))


def _exam_lines(visit: Visit, words: HandoutWords) -> Iterator[str]:
    if visit.beside.get("situation.kind") == "telephone" and not visit.power:
        yield words.say("emergency.findings.telephone")
    yield from _weak(visit, words)
    yield from _odd(visit.sensation, ODD_FEELING, "sensation", words)
    yield from _odd(visit.reflexes, ODD_REFLEXES, "reflexes", words)
    yield from _measured(visit, words)


def _weak(visit: Visit, words: HandoutWords) -> Iterator[str]:
    weak = sorted((grade, spot) for spot, grade in visit.power.items() if grade < FULL_POWER)
    lines = tuple(
        words.say(
            "emergency.findings.weak",
            muscle=named((spot,), words, "emergency.muscles"),
            grade=str(grade),
        )
        for grade, spot in weak
    )
    if lines:
        yield words.say("emergency.findings.power", places=words.joined(lines))


def _odd(
    found: Mapping[Spot, str], kinds: tuple[str, ...], group: str, words: HandoutWords
) -> Iterator[str]:
    names = "common.zones" if group == "sensation" else "emergency.reflexes"
    for kind in kinds:
        spots = tuple(sorted(spot for spot, value in found.items() if value == kind))
        if spots:
            said = words.say(f"emergency.kinds.{kind}")
            places = named(spots, words, names)
            yield words.say(f"emergency.findings.{group}", kind=said, places=places)


def _measured(visit: Visit, words: HandoutWords) -> Iterator[str]:
    residual = visit.red_flags.get("RF-C9", FlagAnswer("not_asked")).number
    if residual is not None:
        yield words.say("emergency.findings.residual", volume=f"{residual:g}")
    if visit.temperature is not None:
        yield words.say("emergency.findings.temperature", value=f"{visit.temperature:g}")
    if visit.pain_spine is not None or visit.pain_limb is not None:
        spine, limb = _score(visit.pain_spine, words), _score(visit.pain_limb, words)
        yield words.say("emergency.findings.pain", spine=spine, limb=limb)


def _score(value: int | None, words: HandoutWords) -> str:
    return words.say("emergency.findings.not_asked") if value is None else str(value)
