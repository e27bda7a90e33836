"""Two records of one person made one: what differs, what somebody has to choose, what comes of it.

Allergies, illnesses and medicines of both are united, so that no warning is lost. Of everything
else that both records tell and tell differently, a person chooses; what only one tells is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, TypeVar, get_args

from pathway.facts import AllergyState, MedicineTaken
from pathway.medical import Medical, Question, WhyBlank, contradictions
from pathway.person import Person
from pathway.records import PatientId

Particular: TypeAlias = Literal[
    "names",
    "birth",
    "sex",
    "preferred_name",
    "nhs_number",
    "phone",
    "address",
    "language",
    "spoken_language",
    "interpreter",
    "contact",
    "egfr",
    "weight",
    "pregnancy",
    "breastfeeding",
    "smoker",
]
Which: TypeAlias = Literal["kept", "other"]
PARTICULARS: Final[tuple[Particular, ...]] = get_args(Particular)
Choices: TypeAlias = Mapping[Particular, Which]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """Which record stays with its number, which one is taken in, and what was chosen.

    ``was_kept`` and ``was_other`` are what was compared.
    """

    kept: PatientId
    other: PatientId
    was_kept: Person
    was_other: Person
    chosen: Choices


class NotChosen(ValueError):
    """Something that differs was not decided; the text names it."""


def value_of(person: Person, what: Particular) -> object:
    """Return what a record tells, None where it tells nothing."""
    value = _READERS[what](person)
    return None if value == _READERS[what](_NOBODY) else value


def differing(one: Person, other: Person) -> tuple[Particular, ...]:
    """Return what both records tell, and tell differently: in the order in which it is asked."""
    return tuple(what for what in PARTICULARS if _is_open(one, other, what))


def merged(kept: Person, other: Person, chosen: Choices) -> Person:
    """Return the one record that comes of two; NotChosen where something is not decided."""
    result = replace(kept, medical=_with_lists(kept.medical, other.medical))
    for what in PARTICULARS:
        if _which(kept, other, what, chosen) == "other":
            result = _WRITERS[what](result, other)
    return replace(result, medical=_with_blanks(result.medical, kept.medical, other.medical))


def _which(kept: Person, other: Person, what: Particular, chosen: Choices) -> Which:
    if _is_open(kept, other, what):
        if what not in chosen:
            raise NotChosen(what)
        return chosen[what]
    return "other" if value_of(kept, what) is None else "kept"


def _is_open(one: Person, other: Person, what: Particular) -> bool:
    mine, theirs = value_of(one, what), value_of(other, what)
    return mine is not None and theirs is not None and mine != theirs


def _with_lists(one: Medical, other: Medical) -> Medical:
    allergies = _united(one.allergies, other.allergies, str.casefold)
    return replace(
        one,
        conditions=one.conditions | other.conditions,
        other_conditions=_united(one.other_conditions, other.other_conditions, str.casefold),
        medicines=_united(one.medicines, other.medicines, _medicine_key),
        allergies=allergies,
        allergy_state="known" if allergies else _state(one.allergy_state, other.allergy_state),
    )


def _medicine_key(taken: MedicineTaken) -> object:
    return taken.name.casefold(), taken.stopped


def _united(one: Iterable[T], other: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    found: dict[object, T] = {}
    for each in (*one, *other):
        found.setdefault(key(each), each)
    return tuple(found.values())


def _state(one: AllergyState, other: AllergyState) -> AllergyState:
    """Return what is known of allergies that nobody named: the more careful of two answers."""
    for state in ("known", "unavailable", "none_known"):
        if state in (one, other):
            return state
    return "not_recorded"


def _with_blanks(made: Medical, one: Medical, other: Medical) -> Medical:
    whys = {asked: _why(one, other, asked) for asked in get_args(Question)}
    made = replace(made, blanks=frozenset((asked, why) for asked, why in whys.items() if why))
    answered = contradictions(made)
    return replace(made, blanks=frozenset(it for it in made.blanks if it[0] not in answered))


def _why(one: Medical, other: Medical, asked: Question) -> WhyBlank | None:
    mine, theirs = one.why_blank(asked), other.why_blank(asked)
    if mine and theirs and mine != theirs:
        return "cannot_say"
    return mine or theirs


_Reader: TypeAlias = Callable[[Person], object]
_Writer: TypeAlias = Callable[[Person, Person], Person]


def _of_who(*names: str) -> tuple[_Reader, _Writer]:
    def read(person: Person) -> object:
        found = tuple(getattr(person.who, name) for name in names) if person.who else None
        return None if found == ("unknown",) else found

    def write(person: Person, other: Person) -> Person:
        if person.who is None or other.who is None:
            return person
        told = {name: getattr(other.who, name) for name in names}
        return replace(person, who=replace(person.who, **told))

    return read, write


def _of_particulars(*names: str) -> tuple[_Reader, _Writer]:
    def read(person: Person) -> object:
        return tuple(getattr(person.particulars, name) for name in names)

    def write(person: Person, other: Person) -> Person:
        told = {name: getattr(other.particulars, name) for name in names}
        return replace(person, particulars=replace(person.particulars, **told))

    return read, write


def _of_medical(name: str) -> tuple[_Reader, _Writer]:
    def read(person: Person) -> object:
        return getattr(person.medical, name)

    def write(person: Person, other: Person) -> Person:
        told = {name: getattr(other.medical, name)}
        return replace(person, medical=replace(person.medical, **told))

    return read, write


def _of_language() -> tuple[_Reader, _Writer]:
    return lambda person: person.language, lambda person, other: replace(
        person, language=other.language
    )


_NOBODY: Final = Person()
_WAYS: Final[Mapping[Particular, tuple[_Reader, _Writer]]] = {
    "names": _of_who("family_name", "given_name"),
    "birth": _of_who("birth_date", "birth_known", "birth_told_on"),
    "sex": _of_who("sex"),
    "preferred_name": _of_particulars("preferred_name"),
    "nhs_number": _of_particulars("nhs_number"),
    "phone": _of_particulars("phone"),
    "address": _of_particulars("address"),
    "language": _of_language(),
    "spoken_language": _of_particulars("spoken_language"),
    "interpreter": _of_particulars("interpreter"),
    "contact": _of_particulars("contact_name", "contact_relation", "contact_phone"),
    "egfr": _of_medical("egfr"),
    "weight": _of_medical("weight_kg"),
    "pregnancy": _of_medical("pregnancy"),
    "breastfeeding": _of_medical("breastfeeding"),
    "smoker": _of_medical("smoker"),
}
_READERS: Final = {what: way[0] for what, way in _WAYS.items()}
_WRITERS: Final = {what: way[1] for what, way in _WAYS.items()}
