"""The examination as a form shows it: in which order, what was found before, what stands out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from desktop import show
from desktop.packwords import PackWords
from desktop.widgets.choice import Choice
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import Code
from pathway.examhelp import LEFT_OUT, ExamHelp
from pathway.facts import BodySide, Region
from pathway.finding import Input, Level, OpenFlag, RedFlags
from pathway.guidelines import Guidelines
from pathway.sidedexam import Before, Finding, RootGroup, SideSum, by_root

BY_TEST: Final = "test"
BY_ROOT: Final = "root"
POWER: Final = "power"
SENSATION: Final = "sensation"
_ORDER: Final = ("power", "reflex", "test", "sensation")


class Group(NamedTuple):
    """Findings that are looked for together, with what stands above them.

    What is ``more`` is looked for when somebody wants it, or when it was found before.
    """

    title: str
    help: str
    items: tuple[str, ...]
    more: bool = False


class Deficit(NamedTuple):
    """What the rules make of a finding; ``item`` is empty when it is about several."""

    item: str
    level: Level
    words: str


def items_of(catalogue: Catalogue, region: Region) -> tuple[CatalogueItem, ...]:
    """Return the findings of a region's examination, in the order in which they are looked for."""
    return tuple(item for group in _ORDER for item in catalogue.group(group, region))


def groups(
    items: Iterable[CatalogueItem], region: Region, order: str, guidelines: Guidelines
) -> tuple[Group, ...]:
    """Return the findings by kind of test, or (``BY_ROOT``) by nerve root.

    Zones of the skin that the pack ties to no root come last: they are more than is usual.
    """
    known = {item.code: item for item in items}
    more = tuple(code for code, item in known.items() if _is_more(item, guidelines))
    usual = {code: item for code, item in known.items() if code not in more}
    if order == BY_ROOT:
        of_roots = by_root(usual, region, guidelines.roots, guidelines.flags.muscles)
        found = tuple(_of_root(group, known) for group in of_roots)
    else:
        found = tuple(_of_kind(name, usual) for name in _ORDER)
    return (*(group for group in found if group.items), Group(tr("More zones"), "", more, True))


def _is_more(item: CatalogueItem, guidelines: Guidelines) -> bool:
    return item.group == SENSATION and item.place not in guidelines.roots.homes[SENSATION]


def _of_kind(name: str, known: Mapping[str, CatalogueItem]) -> Group:
    codes = tuple(one.code for one in known.values() if one.group == name)
    return Group(group_words(name), _scale() if name == POWER else "", codes)


def group_words(name: str) -> str:
    """Return how a group of findings is called."""
    words = {
        "power": tr("Power"),
        "reflex": tr("Reflexes"),
        "test": tr("Tests"),
        "sensation": tr("Sensation"),
    }
    return words[name]


def values(item: CatalogueItem, help_: ExamHelp) -> tuple[Choice, ...]:
    """Return what can be recorded of a finding, each with its key."""
    if item.kind == "whole":
        grades = range(int(item.low or 0), int(item.high or 0) + 1)
        return tuple(Choice(str(grade), show.number(grade), str(grade)) for grade in grades)
    keys = help_.keys.get(item.group, {})
    return tuple(
        Choice(choice.code, help_.short.get(choice.code, choice.label), keys.get(choice.code, ""))
        for choice in item.choices
        if choice.code != LEFT_OUT
    )


def value_words(item: CatalogueItem, value: str) -> str:
    """Return a finding in words."""
    if item.kind == "whole":
        return show.number(int(value)) if value.isdecimal() else value
    return item.choice_label(value)


def last_words(item: CatalogueItem, before: Before) -> str:
    """Return what was found last time, with its day."""
    value = value_words(item, before.value)
    return tr("{value} on {day}").format(value=value, day=show.day(before.on))


def deficits(
    flags: RedFlags | None, on: date, guidelines: Guidelines, words: PackWords
) -> tuple[Deficit, ...]:
    """Return what the rules conclude from the power that was found on a day, most urgent first."""
    open_ = flags.open if flags else ()
    found = [
        Deficit(item, flag.level, said)
        for flag in open_
        if _is_of_power(flag, guidelines)
        for item, said in _concluded(flag, on, words)
    ]
    return tuple(sorted(dict.fromkeys(found), key=_urgency))


def sum_words(found: SideSum, items: Mapping[str, CatalogueItem]) -> str:
    """Return what was found on one side, in one line."""
    side = show.side(found.side).capitalize()
    if not found.examined:
        return tr("{side}: nothing examined yet").format(side=side)
    count = ntr("{count} finding", "{count} findings", found.examined)
    if not found.findings:
        return tr("{side}: {count}, all normal").format(side=side, count=count)
    named = "; ".join(_finding_words(one, items) for one in found.findings)
    return tr("{side}: {count}, of these not normal: {named}").format(
        side=side, count=count, named=named
    )


def _finding_words(found: Finding, items: Mapping[str, CatalogueItem]) -> str:
    item = items.get(found.code.item)
    if item is None:
        return found.code.item
    label = item.label.partition(" (")[0]
    said = tr("{finding} {value}").format(
        finding=label, value=value_words(item, found.value).lower()
    )
    if found.before is None or found.trend is None:
        return said
    before = last_words(item, found.before)
    patterns = {
        "worse": tr("{said} (worse: {before})"),
        "better": tr("{said} (better: {before})"),
        "same": tr("{said} (as on {day})"),
        "other": tr("{said} (changed: {before})"),
    }
    day = show.day(found.before.on)
    return patterns[found.trend].format(said=said, before=before, day=day)


def _of_root(group: RootGroup, known: Mapping[str, CatalogueItem]) -> Group:
    if group.root is None:
        return Group(tr("Of no single root"), "", group.items)
    also = ", ".join(known[code].label.partition(" (")[0] for code in group.also)
    help_ = tr("Also from this root: {findings}").format(findings=also) if also else ""
    return Group(group.root, help_, group.items)


def _scale() -> str:
    return tr("0 none · 1 flicker · 2 gravity removed · 3 against gravity · 4 weak · 5 normal")


def _is_of_power(flag: OpenFlag, guidelines: Guidelines) -> bool:
    item = guidelines.flags.items.get(flag.id)
    return item is not None and item.family == "N" and item.kind == "computed"


def _concluded(flag: OpenFlag, on: date, words: PackWords) -> Iterator[tuple[str, str]]:
    for reason in flag.because:
        if any(read.on == on for read in reason.inputs):
            muscles = [_muscle(read) for read in reason.inputs if read.what == "muscle"]
            yield (muscles[0] if muscles else ""), words.sentence(reason)


def _muscle(read: Input) -> str:
    return f"{POWER}.{read.value.partition(' ')[2]}"


def _urgency(deficit: Deficit) -> int:
    return -deficit.level


def sides_of(item: CatalogueItem) -> tuple[tuple[Code, BodySide], ...]:
    """Return the codes of a finding on the right and on the left."""
    sides: tuple[BodySide, BodySide] = ("right", "left")
    return tuple((Code(item.code, side), side) for side in sides)


def is_impossible(item: CatalogueItem, catalogue: Catalogue) -> bool:
    """Tell whether nobody can examine this by telephone."""
    return item.group in catalogue.not_by_telephone or item.code in catalogue.not_by_telephone
