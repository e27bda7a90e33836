"""What a report for people asks of those who know the language."""

from datetime import date
from typing import Protocol

from pathway.advice import Warned
from pathway.finding import Input, Reason


class Wording(Protocol):
    """How dates, days, findings and reasons read; the caller knows the language."""

    def day(self, value: date | None, /) -> str:
        """Return a date as people read it."""

    def week_and_day(self, day_number: int, /) -> str:
        """Return the treatment week and the day of a day number."""

    def sentence(self, reason: Reason, /) -> str:
        """Return why something was concluded, as a sentence."""

    def message(self, warned: Warned, /) -> str:
        """Return what a safety rule warns of, as a sentence."""

    def finding(self, read: Input, /) -> str:
        """Return a fact that a rule read, in words with its day."""

    def option(self, code: str, /) -> str:
        """Return how a treatment option is called."""

    def short(self, flag: str, /) -> str:
        """Return a red-flag item in a few words."""

    def gap(self, missing: str, /) -> str:
        """Return something that is not known, in words."""

    def conclusion(self, code: str, /) -> str:
        """Return a conclusion that something could change, in words."""
