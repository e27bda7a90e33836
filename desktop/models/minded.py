"""Warnings that a clinician may note: all but a STOP, which cannot be answered away."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.medicines import TINTS, severity_words
from desktop.packwords import PackWords
from desktop.widgets.form import ChipKind
from pathway.advice import Warned
from pathway.responses import warning_subject


@dataclass(frozen=True, slots=True)
class Minded:
    """One warning in words; ``subject`` is what the answer to it is kept under."""

    subject: str
    said: str
    mark: str
    tint: ChipKind


def minded(warned: Iterable[Warned] | None, words: PackWords) -> tuple[Minded, ...]:
    """Return the warnings that may be noted, in their order."""
    return tuple(
        Minded(
            warning_subject(it),
            words.sentence(it.because),
            severity_words(it.severity),
            TINTS[it.severity],
        )
        for it in warned or ()
        if it.severity != "STOP"
    )
