"""Sides that do not fit together: pain left and weakness right, or not the side of the problem.

It may well be so, or somebody marked the wrong side: only the person in the room can tell. These
are questions to that person; nothing is refused and nothing is concluded.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.facts import BodySide, Side

Sided: TypeAlias = Literal["problem", "pain", "power", "sensation"]
"""What has a side: the problem as registered, pain on the body chart, weakness, changed feeling."""

CODES: Final = "situation.sides_"
FULL_POWER: Final = 5
_OPPOSITE: Final[Mapping[BodySide, BodySide]] = {"left": "right", "right": "left"}


class SideQuestion(NamedTuple):
    """Two things on opposite sides: ``one`` on ``side``, ``other`` across."""

    one: Sided
    other: Sided
    side: BodySide

    @property
    def code(self) -> Code:
        """Return the code under which the answer "it is so" is kept."""
        return Code(f"{CODES}{self.one}_{self.other}")

    @property
    def confirmed(self) -> Coded:
        """Return the answer that it is so, with the sides that it speaks of."""
        return Coded(self.code, f"{self.side}_{_OPPOSITE[self.side]}")


def side_contradictions(
    answers: Mapping[Code, Coded], problem_side: Side, catalogue: Catalogue
) -> tuple[SideQuestion, ...]:
    """Return every pair of sides that do not fit, confirmed or not.

    Weakness and changed feeling are held against the pain, or without pain against the problem.
    """
    pain = _one_side(answers, "pain_map", catalogue)
    other: dict[Sided, BodySide | None] = {
        "power": _one_side(answers, "power", catalogue),
        "sensation": _one_side(answers, "sensation", catalogue),
    }
    registered: BodySide | None = None
    if problem_side in {"left", "right"}:
        registered = problem_side
    pairs = [_pair("problem", registered, "pain", pain)]
    held: Sided = "pain" if pain else "problem"
    pairs += [_pair(held, pain or registered, name, side) for name, side in other.items()]
    return tuple(pair for pair in pairs if pair)


def side_questions(
    answers: Mapping[Code, Coded], problem_side: Side, catalogue: Catalogue
) -> tuple[SideQuestion, ...]:
    """Return the pairs of sides that nobody has confirmed as they are now."""
    found = side_contradictions(answers, problem_side, catalogue)
    return tuple(one for one in found if answers.get(one.code) != one.confirmed)


def outdated(
    answers: Mapping[Code, Coded], problem_side: Side, catalogue: Catalogue
) -> tuple[Code, ...]:
    """Return the confirmations that speak of sides as they are no more: to be taken back."""
    standing = [one.confirmed for one in side_contradictions(answers, problem_side, catalogue)]
    told = [row for code, row in answers.items() if code.item.startswith(CODES)]
    return tuple(row.code for row in told if row not in standing)


def _pair(
    one: Sided, side: BodySide | None, other: Sided, across: BodySide | None
) -> SideQuestion | None:
    if side is None or across is None or side == across:
        return None
    return SideQuestion(one, other, side)


def _one_side(answers: Mapping[Code, Coded], group: str, catalogue: Catalogue) -> BodySide | None:
    """Return the side on which something is, None when it is on both or nowhere.

    Zones around the middle count only where nothing else is marked.
    """
    marked = [code for code, row in answers.items() if _is_found(row, group)]
    outside = [code for code in marked if code.item.partition(".")[2] not in catalogue.middle]
    sides = {code.side for code in outside or marked if code.side}
    return sides.pop() if len(sides) == 1 else None


def _is_found(row: Coded, group: str) -> bool:
    if not row.code.item.startswith(f"{group}."):
        return False
    if group == "power":
        return row.value.isdecimal() and int(row.value) < FULL_POWER
    return row.value != "normal"
