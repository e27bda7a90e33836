"""One letter in the making: about whom, on which day, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handouts import blocks as b
from handouts.materials import LetterKind, Materials, PrintStamp
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in the making; the chart is cut at the day ``on``.

    ``kind`` is the table of its own sentences. Without an assessment the facts alone are told, and
    that nothing could be concluded.
    """

    kind: LetterKind
    chart: Chart
    assessment: Assessment | None
    materials: Materials
    stamp: PrintStamp
    on: date

    @property
    def words(self) -> HandoutWords:
        """Return the words of the language that is printed."""
        return self.materials.words

    def say(self, key: str, **places: str) -> str:
        """Return one of the letter's own sentences."""
        return self.words.say(f"letters.{self.kind}.{key}", **places)

    def tell(self, key: str, **places: str) -> str:
        """Return a sentence that letters share."""
        return self.words.say(f"letters.{key}", **places)

    def heading(self, row: str) -> str:
        """Return the heading of a row: the letter's own, or the one that letters share."""
        own = self.words.maybe(f"letters.{self.kind}.headings.{row}")
        return own[0] if own else self.tell(f"headings.{row}")

    def row(self, name: str, content: Iterable[b.Block]) -> b.Row:
        """Return a row under its heading."""
        return b.Row(self.heading(name), tuple(content))
