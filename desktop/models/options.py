"""The treatment options in words: what may be offered first, what is shut and why not.

What is said of many options is said once, above them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.models.findings import Conclusion, Told, Weight, told
from desktop.packwords import PackWords
from desktop.widgets.form import ChipKind
from desktop.words import ntr, tr
from pathway.advice import Option, Warned
from pathway.assessment import Assessment
from pathway.finding import Level

OVERRIDE: Final = "OPT-OVERRIDE"
RARE: Final = "OPT-LASER-RARE"
THORACIC: Final = "SCOPE-THORACIC"
OPIOID: Final = "tramadol"
"""The disagreement on opioids: an option that it bears on is never shown as simply offered."""
COMMON: Final = 3
"""A sentence that holds for so many options is said once for all."""
SHOWN: Final = ("offered", "optional")
CARE_LINE, MEDICINE_LINE = 1, 2


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option in words: its name, a mark, how good the evidence is, what to mind, why."""

    name: str
    mark: str
    tint: ChipKind
    evidence: str
    minds: tuple[str, ...]
    because: tuple[Told, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options of one kind under a title, the offered ones first."""

    title: str
    lines: tuple[OptionLine, ...]


@dataclass(frozen=True, slots=True)
class OptionsShown:
    """All that is said of the options; ``hidden`` says why there are none.

    ``medicines_wait`` tells that care without medicines is to be thought of first: none is
    recorded yet.
    """

    hidden: str = ""
    common: tuple[str, ...] = ()
    care: OptionGroup = OptionGroup("", ())
    medicines: OptionGroup = OptionGroup("", ())
    referrals: OptionGroup = OptionGroup("", ())
    rare: OptionGroup = OptionGroup("", ())
    locked: OptionGroup = OptionGroup("", ())
    refused: OptionGroup = OptionGroup("", ())
    medicines_wait: bool = False
    is_screened: bool = True


def options_shown(assessment: Assessment, words: PackWords) -> OptionsShown | None:
    """Return the options in words; None when they were not worked out."""
    options = assessment.options
    if options is None:
        return None
    if not options:
        return OptionsShown(hidden=_hidden(assessment))
    all_shown = [option for option in options if option.state in SHOWN]
    common = _common(all_shown, words)
    lines = {option.id: _line(option, common, words) for option in all_shown}
    rare = [option for option in all_shown if _is_rare(option)]
    shown = [option for option in all_shown if option not in rare]
    groups = [
        OptionGroup(title, tuple(lines[option.id] for option in _ordered(shown, wanted)))
        for title, wanted in (
            (tr("Care without medicines"), CARE_LINE),
            (tr("Medicines, second line"), MEDICINE_LINE),
            (tr("By referral to a specialist"), 0),
        )
    ]
    return OptionsShown(
        common=tuple(common),
        care=groups[0],
        medicines=groups[1],
        referrals=groups[2],
        rare=OptionGroup(tr("Rarely at hand"), tuple(lines[option.id] for option in rare)),
        locked=_why_not(tr("Locked for now"), "locked", options, words),
        refused=_why_not(tr("Not offered"), "not_offered", options, words),
        medicines_wait=assessment.care_clock.start is None,
        is_screened=assessment.red_flags.screen_complete,
    )


def care_safety(assessment: Assessment, words: PackWords) -> Conclusion | None:
    """Return the safety of physical care that runs or is planned; None when nothing is to say.

    Its lines are what is a STOP; the rest may be noted and stands apart
    (``desktop/models/minded.py``).
    """
    warned = assessment.care_warnings
    if not warned:
        return None
    ordered = sorted(warned, key=_severity)
    worst = ordered[0].severity
    kinds: dict[str, tuple[Weight, ChipKind, str]] = {
        "STOP": ("danger", "danger", tr("Stop and check")),
        "WARN": ("warn", "warn", tr("Take care")),
        "INFO": ("plain", "info", tr("Ask first")),
    }
    weight, tint, mark = kinds[worst]
    headline = ntr("{count} thing to mind", "{count} things to mind", len(ordered))
    reasons = tuple(it.because for it in ordered)
    return Conclusion(
        tr("Physical care that runs or is planned"),
        headline,
        tuple(words.sentence(it.because) for it in ordered if it.severity == "STOP"),
        mark,
        tint,
        weight,
        told(reasons, words),
    )


def _hidden(assessment: Assessment) -> str:
    if assessment.red_flags.level is Level.EMERGENCY:
        return tr(
            "Treatment options are hidden while an emergency is open. They come back when the red "
            "flag is cleared or confirmed."
        )
    if not assessment.in_scope.value:
        return tr("No treatment options: the pathway is made for adults.")
    if assessment.stage.code == "closed":
        return tr("No treatment options: the problem is closed.")
    return tr("No treatment options: the pathway covers the neck and the low back only.")


def _is_rare(option: Option) -> bool:
    """What few places have is not in the way of the rest, unless somebody chose it."""
    told_of = {reason.rule for reason in option.cautions}
    return RARE in told_of and OVERRIDE not in told_of


def _common(shown: Iterable[Option], words: PackWords) -> dict[str, None]:
    """Sentences that hold for several options, in the order in which they come up."""
    counted = Counter(said for option in shown for said in _minds(option, words))
    return {said: None for said, count in counted.items() if count >= COMMON}


def _ordered(shown: list[Option], line: int) -> Iterator[Option]:
    for state in SHOWN:
        for option in shown:
            is_here = option.line == line if line else (option.line or 0) > MEDICINE_LINE
            if is_here and option.state == state:
                yield option


def _line(option: Option, common: dict[str, None], words: PackWords) -> OptionLine:
    is_chosen = any(reason.rule == OVERRIDE for reason in option.cautions)
    mark, tint = _mark(option, is_chosen=is_chosen)
    return OptionLine(
        words.option(option.id),
        mark,
        tint,
        _evidence(option, words),
        tuple(said for said in _minds(option, words) if said not in common),
        (
            *_sources(option, words),
            *told(option.cautions, words),
            *_positions(option, words),
        ),
        option.id,
    )


def _mark(option: Option, *, is_chosen: bool) -> tuple[str, ChipKind]:
    if is_chosen:
        return tr("Your choice"), "warn"
    if OPIOID in option.conflicts and option.state in SHOWN:
        return tr("Opioid: guidelines conflict"), "warn"
    marks: dict[str, tuple[str, ChipKind]] = {
        "offered": (tr("Offered"), "ok"),
        "optional": (tr("Optional"), "info"),
        "locked": (tr("Locked"), "warn"),
        "not_offered": (tr("Not offered"), "info"),
    }
    return marks[option.state]


def _evidence(option: Option, words: PackWords) -> str:
    grades = [
        words.evidence("strength", option.strength),
        words.evidence("quality", option.quality),
        words.evidence("effect", option.effect),
    ]
    known = ", ".join(grade for grade in grades if grade) or tr("no grade of evidence")
    told_of = words.evidence("population", option.population)
    said = tr("{grade}; {population}").format(grade=known, population=told_of)
    return said[:1].upper() + said[1:]


def _minds(option: Option, words: PackWords) -> Iterator[str]:
    """What to mind: the cautions, then how sources disagree."""
    yield from dict.fromkeys(words.sentence(reason) for reason in option.cautions)
    for conflict in option.conflicts:
        yield tr("Sources compared: {sentence}").format(sentence=words.conflict(conflict))


def _sources(option: Option, words: PackWords) -> tuple[Told, ...]:
    named = tuple(words.source(source) for source in option.sources)
    return (Told("", tr("Where this rests:"), named),)


def _positions(option: Option, words: PackWords) -> Iterator[Told]:
    """Both sides of each disagreement, none of them left out."""
    for conflict in option.conflicts:
        sides = (
            tr("Founding documents: {sentence}").format(
                sentence=words.conflict(conflict, "founding")
            ),
            tr("Others: {sentence}").format(sentence=words.conflict(conflict, "others")),
        )
        topic = tr("Sources compared: {sentence}").format(
            sentence=words.conflict(conflict, "topic")
        )
        yield Told("", topic, sides)


def _why_not(title: str, state: str, options: Iterable[Option], words: PackWords) -> OptionGroup:
    lines = tuple(
        OptionLine(
            words.option(option.id),
            *_mark(option, is_chosen=False),
            "",
            tuple(words.sentence(reason) for reason in option.locked_because),
            (
                *_sources(option, words),
                *told(option.locked_because, words),
                *_positions(option, words),
            ),
            option.id,
        )
        for option in options
        if option.state == state
    )
    return OptionGroup(title, lines)


def _severity(warned: Warned) -> int:
    return ("STOP", "WARN", "INFO").index(warned.severity)
