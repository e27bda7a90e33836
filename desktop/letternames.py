"""How rules and codes of the record read in a letter: the pack's and the catalogue's words."""

from typing import Final

from desktop.packwords import PackWords
from pathway.advice import Warned
from pathway.catalogue import Catalogue
from pathway.facts import Visit
from pathway.finding import Reason
from pathway.scorebook import ScoreBook
from pathway.scoring import scored, values_of

TOLD_ELSEWHERE: Final = frozenset({"pain_spine", "pain_limb", "psfs"})
"""Scores that every letter tells by itself."""
NOT_FOR_LETTERS: Final = frozenset({"phq2", "phq9"})
"""How somebody feels is told by a clinician in words, never sent along by itself."""


class LetterNames:
    """The words of one pack, catalogue and book of scores."""

    def __init__(self, words: PackWords, catalogue: Catalogue, scores: ScoreBook) -> None:
        self._words = words
        self._catalogue = catalogue
        self._scores = scores
        self._conditions = {item.place: item.label for item in catalogue.conditions}

    def sentence(self, reason: Reason) -> str:
        """Return why something was concluded."""
        return self._words.sentence(reason)

    def warning(self, warned: Warned) -> str:
        """Return what a safety rule warns of."""
        return self._words.sentence(warned.because._replace(rule=warned.message))

    def gap(self, missing: str) -> str:
        """Return something that is not known, in words."""
        return self._words.gap(missing)

    def source(self, code: str) -> str:
        """Return title and year of a source."""
        return self._words.source(code)

    def care(self, kind: str) -> str:
        """Return how a kind of care is called."""
        return self._catalogue.item("care.kind").choice_label(kind)

    def condition(self, code: str) -> str:
        """Return how an illness is called."""
        return self._conditions.get(code, code.replace("_", " "))

    def test(self, place: str) -> str:
        """Return how a provocation test is called."""
        return self._catalogue.item(f"test.{place}").label

    def scores(self, visit: Visit) -> tuple[tuple[str, str], ...]:
        """Return the settled totals of a visit beside pain and PSFS."""
        values = values_of(visit)
        left_out = TOLD_ELSEWHERE | NOT_FOR_LETTERS
        measures = (m for id_, m in self._scores.measures.items() if id_ not in left_out)
        totals = (scored(measure, values) for measure in measures)
        return tuple(
            (done.measure.title, f"{done.total:g}")
            for done in totals
            if done and done.total is not None and done.is_settled
        )
