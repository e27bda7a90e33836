"""The program checks itself: its content against the seal, its rules against known answers."""

import json
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import resources
from desktop.packs import PackRefused, own_pack
from pathway.assessment import Assessment
from pathway.evaluate import assess_day
from resources import seal

LOG: Final = logging.getLogger("foramen.selfcheck")
UNSEALED: Final = "FORAMEN_UNSEALED"
"""Set by those who edit the content: files are then not held against the seal."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: files that are not as sealed, and vignettes with another answer."""

    changed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Return whether advice may be shown."""
        return not (self.changed or self.failed)


class SelfCheck:
    """Runs the check once, on whichever thread asks first; whoever asks meanwhile waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._verdict: Verdict | None = None

    def verdict(self) -> Verdict:
        """Return what the check found; it never raises."""
        with self._lock:
            if self._verdict is None:
                self._verdict = Verdict(changed_files(), failed_vignettes())
                if not self._verdict.is_sound:
                    LOG.error("self check failed: %s", ", ".join(_named(self._verdict)))
            return self._verdict


SELF_CHECK: Final = SelfCheck()


def changed_files() -> tuple[str, ...]:
    """Return the content files that are not as they were sealed."""
    if os.environ.get(UNSEALED):
        return ()
    try:
        return seal.broken()
    except OSError as error:
        return (str(error.filename or seal.MANIFEST),)


def failed_vignettes() -> tuple[str, ...]:
    """Return the names of the built-in vignettes that get another answer than they should."""
    try:
        return tuple(_failed(resources.vignettes()))
    except Exception as error:  # noqa: BLE001 - a check that cannot run has not held
        return (type(error).__name__,)


def answer_of(found: Assessment) -> dict[str, object]:
    """Return the parts of an assessment that a vignette tells the right answer of."""
    roots = found.roots
    return {
        "level": found.red_flags.level.code,
        "open": [flag.id for flag in found.red_flags.open],
        "stage": found.stage.code,
        "status": found.surgical_evaluation.status,
        "imaging": found.imaging.advice,
        "root": [roots.rank_class, *roots.ranked[:1]] if roots else None,
        "options": {option.id: option.state for option in found.options or ()},
        "warnings": [warned.id for warned in found.medicine_warnings or ()],
    }


def _failed(vignettes: list[Mapping[str, object]]) -> Iterator[str]:
    from exchange.casefile import Known, decode, read_case
    from pathway.catalogue import read_catalogue

    try:
        pack = own_pack()
    except PackRefused:
        yield resources.DEFAULT_PACK
        return
    items = pack.flags.items
    asked = frozenset(flag for flag, item in items.items() if item.is_asked)
    known = Known(read_catalogue(resources.catalogue_tables()), frozenset(items), asked)
    for told in vignettes:
        chart = read_case(decode(json.dumps(told["case"]).encode()), known)
        found = answer_of(assess_day(chart, date.fromisoformat(str(told["on"])), pack))
        if not _fits(found, told["expect"]):
            yield str(told["name"])


def _fits(found: Mapping[str, object], expected: object) -> bool:
    """Tell whether an answer holds all that is expected; of options only those told are held."""
    if not isinstance(expected, dict):
        return False
    states = found["options"]
    options = expected.get("options", {})
    rest = {key: value for key, value in expected.items() if key != "options"}
    return (
        isinstance(states, dict)
        and all(states.get(option) == state for option, state in options.items())
        and (bool(options) or "options" not in expected or not states)
        and all(found.get(key) == value for key, value in rest.items())
    )


def _named(verdict: Verdict) -> tuple[str, ...]:
    return (*verdict.changed, *verdict.failed)
