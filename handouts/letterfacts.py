"""The facts of a letter, each said once: what is recorded, and that something is not."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from handouts import blocks as b
from handouts.danger import thinners
from handouts.exercises import weeks_pregnant
from handouts.found import answered_yes, flag_line, flag_lines
from handouts.letter import Letter
from handouts.page import DOT
from handouts.storylines import story_lines
from handouts.taken import taken
from handouts.warmth import named
from pathway.facts import Course
from pathway.finding import Level, OpenFlag

NOT_ASSESSED: Final = frozenset({"unable", "declined"})


def problem_lines(letter: Letter) -> Iterator[b.Block]:
    """Yield where the problem is, on which side, since when, and what may cause it."""
    problem, words = letter.chart.problem, letter.words
    parts = [
        words.say(f"emergency.regions.{problem.region}"),
        words.say(f"emergency.problem.sides.{problem.side}"),
        *story_lines(problem, letter.materials.story, words),
    ]
    yield b.Paragraph(DOT.join(parts), strong=True)
    yield b.Paragraph(DOT.join((*_duration(letter), letter.tell(f"causes.{problem.cause}"))))


def _duration(letter: Letter) -> Iterator[str]:
    if letter.assessment is None:
        return
    stage = letter.assessment.stage
    if stage.day is not None:
        yield letter.tell("day", days=str(stage.day))
    elif stage.day_latest is not None and stage.day_earliest is not None:
        yield letter.tell("days", after=str(stage.day_latest), before=str(stage.day_earliest))
    elif stage.day_latest is not None:
        yield letter.tell("at_least", days=str(stage.day_latest))
    else:
        yield letter.tell("day_unknown")


def pain_lines(letter: Letter) -> Iterator[b.Block]:
    """Yield the latest pain, function and what the patient makes of it, each with its day."""
    scores = (_latest(letter, name) for name in ("pain_limb", "pain_spine", "psfs"))
    yield b.Bullets((*_felt(letter), DOT.join(scores), _acceptable(letter)))


def _felt(letter: Letter) -> Iterator[str]:
    """Yield where pain is felt, and since when strength and feeling are less."""
    words, visits = letter.words, letter.chart.visits
    maps = [visit for visit in visits if visit.pain_map]
    if maps:
        places = named(tuple(sorted(maps[-1].pain_map)), words)
        yield letter.tell("felt.pain", value=places, date=words.short_day(maps[-1].on))
    else:
        yield letter.tell("felt.no_pain")
    yield from _told(letter)


def _told(letter: Letter) -> Iterator[str]:
    words, visits = letter.words, letter.chart.visits
    reach = [visit.radiation for visit in visits if visit.radiation]
    if reach:
        yield letter.tell(f"felt.radiation.{reach[-1]}")
    weak = [visit.weakness for visit in visits if visit.weakness]
    if weak:
        yield letter.tell("felt.weak", value=_since(letter, weak[-1].since, weak[-1].course))
    numb = [visit.numbness_since for visit in visits if visit.numbness_since]
    if numb:
        yield letter.tell("felt.numb", date=words.short_day(numb[-1]))


def _since(letter: Letter, since: date | None, course: Course | None) -> str:
    words = letter.words
    begun = words.say("emergency.findings.since", date=words.short_day(since)) if since else ""
    parts = (begun, words.say(f"emergency.courses.{course}") if course else "")
    return ", ".join(part for part in parts if part) or letter.tell("unknown")


def _latest(letter: Letter, name: str) -> str:
    for visit in reversed(letter.chart.visits):
        value = getattr(visit, name)
        if value is not None:
            day = letter.words.short_day(visit.on)
            return letter.tell(f"scores.{name}", value=f"{value:g}", date=day)
    return letter.tell(f"scores.no_{name}")


def _acceptable(letter: Letter) -> str:
    for visit in reversed(letter.chart.visits):
        if visit.state_acceptable != "unknown":
            day = letter.words.short_day(visit.on)
            return letter.tell(f"acceptable.{visit.state_acceptable}", date=day)
    return letter.tell("acceptable.unknown")


def open_flags(letter: Letter, least: Level = Level.ROUTINE) -> tuple[OpenFlag, ...]:
    """Return the open flags of at least this level, the most urgent first."""
    flags = letter.assessment.red_flags.open if letter.assessment else ()
    return tuple(sorted((f for f in flags if f.level >= least), key=lambda flag: -flag.level))


def flag_bullets(letter: Letter, flags: tuple[OpenFlag, ...]) -> Iterator[b.Block]:
    """Yield flags as findings with their level; what could not be assessed is not a finding."""
    told = zip(flags, flag_lines(letter.chart, flags, letter.words), strict=True)
    lines = tuple(
        letter.tell("flag_at", value=_as_answered(letter, flag, line), name=_level(letter, flag))
        for flag, line in told
    )
    if lines:
        yield b.Bullets(lines, strong=True)


def _level(letter: Letter, flag: OpenFlag) -> str:
    return letter.tell(f"levels.{flag.level.code}")


def _as_answered(letter: Letter, flag: OpenFlag, line: str) -> str:
    answers = [visit.answered(flag.id) for visit in letter.chart.visits]
    if "yes" in answers or not NOT_ASSESSED.intersection(answers):
        return line
    name = letter.words.maybe(f"emergency.flags.{flag.id}") or (flag.id,)
    return letter.tell("not_assessed", name=name[0])


def screen_line(letter: Letter) -> Iterator[b.Block]:
    """Yield how far the red-flag questions were asked, and what the record says without rules."""
    if letter.assessment is None:
        yield b.Paragraph(letter.words.say("emergency.findings.unavailable"), strong=True)
        told = answered_yes(letter.chart).items()
        lines = tuple(flag_line(item, given, given[1], letter.words) for item, given in told)
        if lines:
            yield b.Bullets(lines)
        return
    screen = letter.assessment.red_flags
    if screen.screened_on is None:
        yield b.Paragraph(letter.tell("screen.never"))
        return
    day = letter.words.short_day(screen.screened_on)
    if screen.screen_complete:
        yield b.Paragraph(letter.tell("screen.complete", date=day))
    else:
        number = str(len(screen.missing))
        yield b.Paragraph(letter.tell("screen.open", date=day, number=number))


def unanswered(letter: Letter) -> tuple[str, ...]:
    """Return the red-flag items that have no answer, in words."""
    missing = letter.assessment.red_flags.missing if letter.assessment else ()
    words = letter.words
    return tuple((words.maybe(f"emergency.flags.{item}") or (item,))[0] for item in missing)


def alarm(letter: Letter) -> Iterator[b.Block]:
    """Yield what comes first while an emergency is open: whom to call; the letter stays behind."""
    flags = open_flags(letter, Level.EMERGENCY)
    if not flags:
        return
    names = (letter.words.maybe(f"emergency.flags.{flag.id}") or (flag.id,) for flag in flags)
    found = "; ".join(name[0] for name in names)
    yield b.Alarm(letter.tell("alarm", value=found))
    steps = letter.assessment.red_flags.escalation if letter.assessment else ()
    where = dict.fromkeys(step.destination for step in steps if step.level is Level.EMERGENCY)
    fields = (
        b.Field(letter.words.say(f"emergency.to.{each}"), letter.materials.clinic.phone(each))
        for each in where
    )
    if where:
        yield b.Fields(tuple(fields), columns=1)


def medicine_lines(letter: Letter) -> Iterator[b.Block]:
    """Yield all medicines, blood thinners first; an empty list says whether anybody asked."""
    thin = thinners(letter.chart, letter.materials)
    if thin:
        said = letter.words.say("emergency.medicines.anticoagulant")
        yield b.Paragraph(f"{said}: {', '.join(thin)}", strong=True)
    if "bleeding_disorder" in letter.chart.patient.conditions:
        yield b.Paragraph(letter.words.say("emergency.medicines.bleeding"), strong=True)
    others = tuple(name for name in taken(letter.chart) if name not in thin)
    if others:
        yield b.Paragraph(", ".join(others))
    elif not thin:
        yield b.Paragraph(letter.tell(f"medicines.{letter.chart.patient.medicines_state}"))


def allergy_line(letter: Letter) -> Iterator[b.Block]:
    """Yield the allergies, or which of the other three states is true."""
    patient = letter.chart.patient
    if patient.allergies:
        said = ", ".join(sorted(patient.allergies, key=str.casefold))
        yield b.Labelled(f"{letter.words.say('emergency.allergies.known')}:", said)
    else:
        yield b.Paragraph(letter.words.say(f"emergency.allergies.{patient.allergy_state}"))


def background(letter: Letter) -> Iterator[str]:
    """Yield illnesses, pregnancy, kidneys and smoking, each known or said to be unknown."""
    yield illnesses(letter)
    yield from pregnancy(letter)
    yield kidneys(letter)
    yield letter.tell(f"smoker.{letter.chart.patient.smoker}")


def illnesses(letter: Letter) -> str:
    """Return the illnesses that are recorded, or whether anybody asked."""
    patient = letter.chart.patient
    names = sorted(letter.materials.names.condition(code) for code in patient.conditions)
    if names:
        return letter.tell("illnesses.listed", value=", ".join(names))
    return letter.tell(f"illnesses.{patient.conditions_state}")


def pregnancy(letter: Letter) -> Iterator[str]:
    """Yield whether the patient is pregnant; nothing where that cannot be."""
    patient = letter.chart.patient
    told = patient.pregnancy.status
    if told == "not_applicable" or (patient.sex == "male" and told == "unknown"):
        return
    weeks = weeks_pregnant(letter.chart, letter.on) if told == "yes" else None
    if weeks is not None:
        yield letter.words.say("emergency.background.pregnant_weeks", weeks=str(weeks))
    else:
        yield letter.tell(f"pregnancy.{told}")


def kidneys(letter: Letter) -> str:
    """Return the kidney function with its day."""
    egfr = letter.chart.patient.egfr
    if egfr is None:
        return letter.tell("kidneys.unknown")
    return letter.tell(
        "kidneys.known", value=f"{egfr.value:g}", date=letter.words.short_day(egfr.on)
    )


def root_line(letter: Letter) -> Iterator[b.Block]:
    """Yield which nerve root the findings suggest: in words, never as a share."""
    roots = letter.assessment.roots if letter.assessment else None
    if roots is None:
        return
    side = letter.words.say(f"emergency.problem.sides.{roots.side}") if roots.side else ""
    named = letter.tell("roots.or").join(roots.named)
    key = roots.rank_class if named or roots.rank_class in ("none", "not_ranked") else "none"
    said = letter.tell(f"roots.{key}", value=", ".join(part for part in (named, side) if part))
    yield b.Paragraph(said)
