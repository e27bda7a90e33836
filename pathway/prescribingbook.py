"""The medicine rules as a guideline pack states them: which medicines, beside what, how severe.

A rule is a row of a table. ``medicines`` are classes or generic names; one of them has to be there
(or ``count`` different ones), and beside it one of ``beside``, one of ``and_beside`` and none of
``without``. Then each fact of ``only`` has to hold, and one circumstance of ``when`` if any is
given. What a row cannot say is a function, named by ``special``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from pathway.advice import Severity, Warned
from pathway.finding import Input

Special: TypeAlias = Literal[
    "serotonin_pairs",
    "maoi_washout",
    "stopped_at_once",
    "taken_too_long",
    "old_egfr",
    "strange_names",
]


@dataclass(frozen=True, slots=True, eq=False)
class Circumstance:
    """Something about the patient: a measure within limits, illnesses or allergies, or a fact.

    ``low`` counts itself unless ``is_over``; ``high`` never does.
    """

    kind: str
    low: float | None = None
    high: float | None = None
    is_over: bool = False
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class MedicineRule:
    """One row: ``code`` is the id with its variant ("M06.past") and names the sentence.

    ``rank`` puts the severe rules first, and those of one severity in the order of the rows.
    """

    id: str
    code: str
    severity: Severity
    source: str
    medicines: frozenset[str]
    count: int = 1
    beside: frozenset[str] = frozenset()
    and_beside: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    only: tuple[Circumstance, ...] = ()
    when: tuple[Circumstance, ...] = ()
    special: Special | None = None
    rank: tuple[int, int] = (0, 0)

    def may_fire(self, holding: frozenset[Circumstance]) -> bool:
        """Tell whether enough holds for the rule, whose medicines are there, to fire."""
        for circumstance in self.only:
            if circumstance not in holding:
                return False
        return not self.when or not holding.isdisjoint(self.when)

    @property
    def illnesses(self) -> frozenset[str]:
        """Return the illnesses on which alone the rule depends; none if it asks for more."""
        alone = self.when[0] if len(self.when) == 1 and not (self.only or self.special) else None
        return alone.codes if alone and alone.kind == "conditions" else frozenset()

    @property
    def tags(self) -> frozenset[str]:
        """Return every class and name that the rule speaks of."""
        return self.medicines | self.beside | self.and_beside | self.without


class Seen(NamedTuple):
    """What is known of a circumstance: it holds when there are inputs, else maybe if missing."""

    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


class Holding(NamedTuple):
    """What holds for a patient whatever is tried, and the special rules that may have a say."""

    circumstances: frozenset[Circumstance]
    specials: frozenset[Special]


class Named(NamedTuple):
    """A name as recorded; ``is_for_pain`` when it belongs to the plan or to care of the pain."""

    name: str
    is_for_pain: bool


class Drug(NamedTuple):
    """A medicine by its generic name, what rules can ask for, and the names as recorded."""

    generic: str
    tags: frozenset[str]
    names: tuple[str, ...]


class Parts(NamedTuple):
    """The medicines that take part in a rule: generic names, names as recorded, and these read."""

    generics: frozenset[str]
    names: tuple[str, ...]
    read: Input


class Fired(NamedTuple):
    """A rule that fired, with the generic names of the medicines that take part."""

    rank: tuple[int, int]
    generics: frozenset[str]
    warned: Warned


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A rule whose medicines are there: whether it fires depends on the patient.

    A rule with a function of its own finds its medicines itself.
    """

    rule: MedicineRule
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Medication:
    """A set of medicines, and how far the rules come without looking at the patient.

    ``open`` are the rules that depend on the patient; ``by_illness`` those that depend on one of
    the patient's illnesses and on nothing else, found by each of these. ``asks_illness`` tells
    whether any rule reads the illnesses.
    ``strange`` are names that the catalogue does not know ("" for a medicine without a name),
    ``missing`` are facts about the medicines themselves that nobody recorded, ``untouched`` is the
    number of medicines that no rule speaks of.
    """

    named: tuple[Named, ...]
    drugs: Mapping[str, Drug]
    by_tag: Mapping[str, tuple[Drug, ...]]
    strange: tuple[str, ...]
    missing: tuple[str, ...]
    fired: tuple[Fired, ...]
    open: tuple[Open, ...]
    by_illness: Mapping[str, tuple[Open, ...]]
    asks_illness: bool
    untouched: int


class Apt(NamedTuple):
    """The rules of a trial that may fire while certain circumstances hold.

    ``specials`` are those with a function of their own; what is read ``is_personal`` when somebody
    could be known by it.
    """

    rules: tuple[Open, ...]
    specials: tuple[Open, ...]
    is_personal: bool


class Trial(NamedTuple):
    """A medication with further names on the plan, and only the rules in which these take part.

    ``new`` are the generic names of what is tried, or the names that nobody knows; ``apt``
    remembers the rules that may fire, by what holds for the patient.
    """

    medication: Medication
    new: frozenset[str]
    apt: dict[Holding, Apt]


class Heard(NamedTuple):
    """What the answer to a name that is tried depends on: names that run, and what holds.

    ``told`` is what was seen of the circumstances by which nobody could be known.
    """

    named: tuple[Named, ...]
    held: Holding
    told: tuple[Seen, ...]


class Answer(NamedTuple):
    """What the rows of the table say to names that are tried together.

    ``specials`` are the rules with a function of their own that have to be asked besides.
    """

    fired: tuple[Fired, ...]
    warned: tuple[Warned, ...]
    specials: tuple[Open, ...]
    trial: Trial


Said: TypeAlias = dict[tuple[str, ...], Answer]
"""The answers to names that were tried."""


@dataclass(frozen=True, slots=True)
class PrescribingBook:
    """All medicine rules of a pack, and its numbers by name.

    ``by_tag`` finds the rules that a class or name can set off, ``always`` are tried whatever is
    taken. ``circumstances`` are all that rules ask about the patient. ``kept`` and ``trials``
    remember medications, and medications with names that are tried, once worked out: they depend on
    their names only. ``askable`` remembers the circumstances that an age, from the youngest to the
    oldest possible, and what is recorded at all, do not rule out; ``said`` what is said to names
    that are tried.
    """

    rules: tuple[MedicineRule, ...]
    numbers: Mapping[str, float]
    ids: frozenset[str]
    tags: frozenset[str]
    by_tag: Mapping[str, tuple[MedicineRule, ...]]
    always: tuple[Open, ...]
    circumstances: tuple[Circumstance, ...]
    kept: dict[tuple[Named, ...], Medication] = field(
        default_factory=dict, compare=False, repr=False
    )
    trials: dict[tuple[tuple[Named, ...], tuple[str, ...]], Trial] = field(
        default_factory=dict, compare=False, repr=False
    )
    askable: dict[tuple[int, int, tuple[bool, ...]], tuple[Circumstance, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    said: dict[Heard, Said] = field(default_factory=dict, compare=False, repr=False)
