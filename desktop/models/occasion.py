"""The occasion of a visit in words: written down later, and what nobody examines by telephone."""

from collections.abc import Iterable
from datetime import date

from desktop import show
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.coding import Coded, coded
from pathway.facts import Visit

BY_TELEPHONE = ("situation.kind", "telephone")


def written_later(on: date, written: date | None, today: date | None) -> str:
    """Return that a visit was written down after its day, empty when it was not."""
    if written is None or written <= on:
        return ""
    if written == today:
        return tr("Recorded today for {day}, {ago}.").format(
            day=show.day(on), ago=show.ago(on, written)
        )
    return tr("Recorded on {written} for {day}.").format(
        written=show.day(written), day=show.day(on)
    )


def written_on(visit: Visit) -> date | None:
    """Return the day on which a visit was first written down, None when nobody knows."""
    return visit.recorded_at.astimezone().date() if visit.recorded_at else None


def is_by_telephone(rows: Iterable[Coded]) -> bool:
    """Tell whether a visit took place by telephone."""
    return any((row.code.item, row.value) == BY_TELEPHONE for row in rows)


def not_by_telephone(visit: Visit, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the groups of findings that a visit by telephone lacks, as the catalogue names them.

    A group of which something was entered all the same is not among them, nor are single items:
    not every region asks for them.
    """
    rows = coded(visit)
    if not is_by_telephone(rows):
        return ()
    there = {name for row in rows for name in (row.code.item, row.code.item.partition(".")[0])}
    groups = (name for name in catalogue.not_by_telephone if name not in catalogue.items)
    return tuple(name for name in groups if name not in there)


def remote_words(catalogue: Catalogue) -> str:
    """Return what cannot be examined by telephone, for the form."""
    names = ", ".join(group_words(name, catalogue) for name in catalogue.not_by_telephone)
    return tr("By telephone these cannot be examined, and the record will say so: {names}.").format(
        names=names
    )


def group_words(name: str, catalogue: Catalogue) -> str:
    """Return how a group of findings, or a single one, is called."""
    groups = {"power": tr("Power"), "reflex": tr("Reflexes"), "test": tr("Tests")}
    item = catalogue.items.get(name)
    return groups.get(name) or (item.label if item else name)
