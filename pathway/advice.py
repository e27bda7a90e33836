"""What the rules advise beside the clocks: roots, options, medicine and care warnings.

Each comes with its reasons, in codes only: the sentences that people read are words in the pack.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from pathway.facts import BodySide
from pathway.finding import Because, Input, Reason
from pathway.fixed import fixed

Root: TypeAlias = Literal["C4", "C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1", "S2"]
"""A spinal nerve root; the ranking of a region names six of them."""
RootClass: TypeAlias = Literal["clear", "likely", "none", "not_ranked"]
OptionState: TypeAlias = Literal["offered", "optional", "locked", "not_offered"]
Severity: TypeAlias = Literal["STOP", "WARN", "INFO"]


@fixed
class Roots:
    """Which nerve root the findings point to; ``ranked`` holds all six, ties in table order.

    ``favouring`` and ``against`` list for each root the findings that speak for and against it.
    ``weights`` add up to 1 and are for tests only: no percentage is ever shown. ``side`` is that of
    the positive findings, None when there are none or they are on both sides. ``named`` are the
    roots that people are told: the first one, two when they are close, none when nothing points.
    """

    rank_class: RootClass
    ranked: tuple[Root, ...] = ()
    favouring: Mapping[Root, tuple[Input, ...]] | None = None
    against: Mapping[Root, tuple[Input, ...]] | None = None
    weights: Mapping[Root, float] | None = None
    because: Because = ()
    side: BodySide | None = None
    named: tuple[Root, ...] = ()


class Option(NamedTuple):
    """A treatment option today: whether it is offered, how good the evidence is, why it is not.

    ``strength``, ``quality``, ``effect`` and ``population`` are codes as published; ``line`` is the
    place in the order of treatment, 1 first. ``locked_because`` says why not, ``cautions`` what to
    mind, ``conflicts`` names rows of the pack's table of disagreeing sources.
    """

    id: str
    line: int | None
    state: OptionState
    strength: str = ""
    quality: str = ""
    effect: str = ""
    population: str = ""
    sources: tuple[str, ...] = ()
    locked_because: Because = ()
    cautions: Because = ()
    conflicts: tuple[str, ...] = ()


class Warned(NamedTuple):
    """A safety rule that fired for medicines or care that run or are planned.

    ``message`` is the code of the sentence that people read; ``medicines`` are names as recorded
    (for care: the kinds of care). ``source`` is the id of the rule's own source.
    """

    id: str
    severity: Severity
    medicines: tuple[str, ...]
    message: str
    because: Reason
    source: str


@fixed
class MedicineCheck:
    """How much was checked: no silence about what was not.

    ``rules_checked`` and ``fired`` count rules, ``no_rule`` known names that no rule touches,
    ``inputs_missing`` are the codes of facts that a rule needed and did not find.
    """

    rules_checked: int
    fired: int
    no_rule: int
    inputs_missing: tuple[str, ...] = ()
