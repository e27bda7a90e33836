"""Fields in free text: ``{name}`` becomes the patient's name, a field nobody knows is refused."""

from collections.abc import Callable, Mapping
from string import Formatter
from types import MappingProxyType
from typing import Final

from handouts.letter import Letter
from handouts.materials import LetterKind
from handouts.page import birth_text, full_name
from handouts.storylines import began
from handouts.taken import taken
from handouts.trouble import WordsTrouble
from pathway.birth import ages_text


class FieldTrouble(WordsTrouble):
    """Free text has a field that this letter does not know: ``field``; ``known`` are those it does.

    ``field`` is empty where a brace has no partner.
    """

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(f"{{{name}}}" for name in known)
        expected = f"one of {listed}" if field else "braces in pairs; {{ prints a brace"
        super().__init__(f"{{{field}}}" if field else "the text", expected)
        self.field = field
        self.known = known


def known_fields(kind: LetterKind) -> tuple[str, ...]:
    """Return the fields that free text of a kind of letter may have."""
    return FOR_EMPLOYERS if kind == "work_note" else tuple(FIELDS)


def check_fields(text: str, kind: LetterKind) -> None:
    """Raise ``FieldTrouble`` when the text has a field that is not known."""
    known = known_fields(kind)
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise FieldTrouble("", known) from None
    for _, name, written, converted in parts:
        if name not in known:
            raise FieldTrouble(name or "", known)
        if written or converted:
            raise FieldTrouble("", known)


def merged(text: str, letter: Letter) -> str:
    """Return free text with its fields filled in; what is not recorded says so."""
    check_fields(text, letter.kind)
    said = []
    for literal, name, _, _ in Formatter().parse(text):
        said.append(literal)
        if name is not None:
            said.append(FIELDS[name](letter) or letter.tell("unknown"))
    return "".join(said)


def _name(letter: Letter) -> str:
    return full_name(letter.chart.patient, letter.materials)


def _birth_date(letter: Letter) -> str:
    words = letter.words
    return birth_text(letter.chart.patient, words, words.short_day, words.short_month)


def _age(letter: Letter) -> str:
    return ages_text(letter.chart.patient, letter.on)


def _number(letter: Letter) -> str:
    return letter.chart.patient.number


def _region(letter: Letter) -> str:
    return letter.words.say(f"emergency.regions.{letter.chart.problem.region}")


def _side(letter: Letter) -> str:
    return letter.words.say(f"emergency.problem.sides.{letter.chart.problem.side}")


def _onset(letter: Letter) -> str:
    return began(letter.chart.problem.onset, letter.words)


def _visit_date(letter: Letter) -> str:
    visits = letter.chart.visits
    return letter.words.short_day(visits[-1].on) if visits else ""


def _pain_limb(letter: Letter) -> str:
    return _latest([visit.pain_limb for visit in letter.chart.visits])


def _pain_spine(letter: Letter) -> str:
    return _latest([visit.pain_spine for visit in letter.chart.visits])


def _latest(told: list[int | None]) -> str:
    values = [value for value in told if value is not None]
    return str(values[-1]) if values else ""


def _medicines(letter: Letter) -> str:
    return ", ".join(taken(letter.chart))


def _allergies(letter: Letter) -> str:
    patient = letter.chart.patient
    named = ", ".join(sorted(patient.allergies, key=str.casefold))
    return named or letter.words.say(f"emergency.allergies.{patient.allergy_state}")


def _clinic(letter: Letter) -> str:
    return letter.materials.clinic.name


def _clinician(letter: Letter) -> str:
    return letter.stamp.by


def _today(letter: Letter) -> str:
    return letter.words.short_day(letter.on)


FIELDS: Final[Mapping[str, Callable[[Letter], str]]] = MappingProxyType(
    {
        "name": _name,
        "birth_date": _birth_date,
        "age": _age,
        "number": _number,
        "region": _region,
        "side": _side,
        "onset": _onset,
        "visit_date": _visit_date,
        "pain_limb": _pain_limb,
        "pain_spine": _pain_spine,
        "medicines": _medicines,
        "allergies": _allergies,
        "clinic": _clinic,
        "clinician": _clinician,
        "today": _today,
    }
)
"""What may stand in braces in free text, and what it says where it is recorded."""
FOR_EMPLOYERS: Final = ("name", "birth_date", "visit_date", "clinic", "clinician", "today")
"""The fields that tell nothing of an illness."""
