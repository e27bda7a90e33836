"""The sentences of the rules: why something was concluded, with the values that were read."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Final

from desktop import show
from desktop.words import language, tr
from pathway.finding import Input, Reason
from pathway.guidelines import Guidelines

_PLACE: Final = re.compile(r"\{([^{}]+)\}")
BETWEEN: Final = ", "
"""Between the codes of a list that a rule read."""
MEDICINES: Final = frozenset({"medicine", "medicines", "failed_medicine"})
"""What a rule reads that is names of medicines, as they were written."""
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class RuleWords:
    """The sentences of a guideline pack: one for each rule, with places for what it read."""

    def __init__(self, tables: Mapping[str, object], guidelines: Guidelines) -> None:
        self._numbers = {name: str(number) for name, number in numbers_of(guidelines).items()}
        self._medicines = guidelines.medicines
        self._says: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for table in tables.values():
            self._take(table)

    def knows(self, rule: str) -> bool:
        """Say whether the pack has a sentence for a rule."""
        return rule in self._says

    def sentence(self, reason: Reason) -> str:
        """Return why something was concluded, in a sentence with the values that were read."""
        said = self._says.get(reason.rule, "")
        if not said:
            return tr("Rule {rule}").format(rule=reason.rule)
        return _PLACE.sub(_Filling(self._worded(reason.inputs), self._numbers).of, said)

    def medicine(self, name: str) -> str:
        """Return a medicine as the language in use calls it, a brand as it was written."""
        return self._medicines.called(name, language())

    def _worded(self, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
        """Return what was read with the pack's words in place of its codes."""
        return tuple(given._replace(value=self._of_codes(given)) for given in inputs)

    def _of_codes(self, given: Input) -> str:
        return BETWEEN.join(self._said(given.what, code) for code in given.value.split(BETWEEN))

    def _said(self, what: str, code: str) -> str:
        if what in MEDICINES:
            code = self.medicine(code)
        return self._codes.get(f"{what}.{code}", code)

    def _take(self, table: object) -> None:
        if isinstance(table, Mapping):
            for kept, name in ((self._says, "says"), (self._codes, "value")):
                kept.update({str(key): str(text) for key, text in table.get(name, {}).items()})


class _Filling:
    """The values for the places of a sentence: an input's code, or its code and "_on".

    The name of a threshold stands for its number, which a clinic may have set.
    """

    def __init__(self, inputs: tuple[Input, ...], numbers: Mapping[str, str]) -> None:
        self._values: dict[str, str] = dict(numbers)
        for given in inputs:
            key = _key(given.what)
            self._values.setdefault(key, shown(given.value))
            self._values.setdefault(f"{key}_on", show.day(given.on))

    def of(self, found: re.Match[str]) -> str:
        return self._values.get(_key(found[1]), tr("not recorded"))


def numbers_of(guidelines: Guidelines) -> dict[str, int]:
    """Return the thresholds in use by name."""
    return asdict(guidelines.thresholds)


def shown(value: str) -> str:
    """Return a value as people read it: dates as DD-MMM-YYYY, codes without underscores."""
    dates = _ISO_DAY.sub(lambda found: _from_iso(found[0]), value)
    return dates.replace("_", " ")


def _from_iso(text: str) -> str:
    try:
        return show.day(date.fromisoformat(text))
    except ValueError:
        return text


def _key(place: str) -> str:
    return place.strip().replace(".", "_").replace("-", "_")
