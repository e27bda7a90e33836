"""What was tried in this episode and failed, as the care entries say it: never guessed.

Care of an older episode is shown elsewhere and not counted; an outcome that nobody recorded is not
a failure.
"""

from collections.abc import Iterator
from datetime import date

from pathway.facts import Care, Outcome
from pathway.standing import Standing

FAILED: frozenset[Outcome] = frozenset({"insufficient", "not_tolerated", "contraindicated"})
RULED_OUT: frozenset[Outcome] = frozenset({"not_tolerated", "contraindicated"})
NO_TREATMENT = frozenset({"rest", "bed_rest"})
"""Care that nobody gives as a treatment: that it did not help opens nothing."""


def last_day(care: Care, on: date) -> date:
    """Return the last day of care up to ``on``."""
    if care.span is None:
        return max(care.dates)
    return on if care.span.end is None else care.span.end


def failed_non_drug(
    standing: Standing, outcomes: frozenset[Outcome] = FAILED, since: date | None = None
) -> tuple[Care, ...]:
    """Return the care without medicines that failed, and that lasted at least until ``since``."""
    return tuple(
        care
        for care in _of_episode(standing)
        if care.kind != "medicine"
        and care.kind not in NO_TREATMENT
        and care.outcome in outcomes
        and (since is None or last_day(care, standing.on) >= since)
    )


def failed_medicines(
    standing: Standing, wanted: str, outcomes: frozenset[Outcome] = FAILED
) -> tuple[Care, ...]:
    """Return the medicines of a class, or of a generic name, that failed."""
    tags = standing.guidelines.medicines.tags
    return tuple(
        care
        for care, generics in _medicines(standing)
        if care.outcome in outcomes and any(wanted in tags[generic] for generic in generics)
    )


def failed_without(standing: Standing, unwanted: str) -> tuple[Care, ...]:
    """Return the medicines that failed and hold nothing of a class; unknown names never count."""
    tags = standing.guidelines.medicines.tags
    return tuple(
        care
        for care, generics in _medicines(standing)
        if care.outcome in FAILED
        and generics
        and not any(unwanted in tags[generic] for generic in generics)
    )


def has_open_outcome(standing: Standing, *, medicines: bool) -> bool:
    """Tell whether care of this episode has no outcome recorded, so that it may have failed."""
    return any(
        care.outcome == "unknown" and (care.kind == "medicine") == medicines
        for care in _of_episode(standing)
    )


def _medicines(standing: Standing) -> Iterator[tuple[Care, tuple[str, ...]]]:
    look_up = standing.guidelines.medicines.look_up
    for care in _of_episode(standing):
        if care.kind == "medicine":
            yield care, look_up(care.name).generics


def _of_episode(standing: Standing) -> Iterator[Care]:
    since = standing.episode.care_from
    for care in standing.chart.care:
        if since is None or last_day(care, standing.on) >= since:
            yield care
