"""What was tried in this episode and failed, as the care entries say it: never guessed.

Care of an older episode is shown elsewhere and not counted; an outcome that nobody recorded is not
a failure.
"""

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


class Tried:
    """The care of this episode that failed; names of medicines are looked up once."""

    def __init__(self, standing: Standing) -> None:
        since, on = standing.episode.care_from, standing.on
        book = standing.guidelines.medicines
        self._on = on
        self._care: list[Care] = []
        self._medicines: list[tuple[Care, frozenset[str]]] = []
        self._has_open_care = self._has_open_medicine = False
        for care in standing.chart.care:
            if since is not None and last_day(care, on) < since:
                continue
            if care.kind == "medicine":
                self._has_open_medicine |= care.outcome == "unknown"
                if care.outcome in FAILED:
                    tags = [book.tags[generic] for generic in book.look_up(care.name).generics]
                    self._medicines.append((care, frozenset().union(*tags)))
            elif care.kind not in NO_TREATMENT:
                self._has_open_care |= care.outcome == "unknown"
                if care.outcome in FAILED:
                    self._care.append(care)

    def non_drug(
        self, outcomes: frozenset[Outcome] = FAILED, since: date | None = None
    ) -> tuple[Care, ...]:
        """Return the care without medicines that failed, and that lasted at least to ``since``."""
        if not self._care:
            return ()
        failed = [care for care in self._care if care.outcome in outcomes]
        if since is not None:
            failed = [care for care in failed if last_day(care, self._on) >= since]
        return tuple(failed)

    def medicines(self, wanted: str, outcomes: frozenset[Outcome] = FAILED) -> tuple[Care, ...]:
        """Return the medicines of a class, or of a generic name, that failed."""
        if not self._medicines:
            return ()
        return tuple(
            [care for care, tags in self._medicines if care.outcome in outcomes and wanted in tags]
        )

    def medicines_without(self, unwanted: str) -> tuple[Care, ...]:
        """Return the medicines that failed and hold nothing of a class; unknown names never do."""
        if not self._medicines:
            return ()
        return tuple([care for care, tags in self._medicines if tags and unwanted not in tags])

    def has_open_outcome(self, *, medicines: bool) -> bool:
        """Tell whether care has no outcome recorded, so that it may have failed."""
        return self._has_open_medicine if medicines else self._has_open_care
