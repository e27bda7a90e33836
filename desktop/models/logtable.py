"""The logs as a table for a spreadsheet, whose cells can start nothing there."""

import csv
from collections.abc import Callable
from typing import Final, TextIO

from desktop.models.logwords import moment_words, patient_words, what_words, who_words, why_words
from desktop.words import tr
from pathway.audited import Trace

STARTERS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula to a spreadsheet program, or shifts the row."""


def taking_rows(file: TextIO) -> Callable[[Trace], None]:
    """Begin a table in a file, and return what adds one line to it."""
    rows = csv.writer(file)
    rows.writerow(
        (
            tr("Log"),
            tr("Number"),
            tr("When (UTC)"),
            tr("When (here)"),
            tr("Who"),
            tr("What"),
            tr("Patient"),
            tr("Why"),
        )
    )

    def take(trace: Trace) -> None:
        rows.writerow(neutral(cell) for cell in _cells(trace))

    return take


def neutral(cell: str) -> str:
    """Return a cell as text that no spreadsheet program takes for a formula."""
    flat = cell.replace("\0", "")
    return f"'{flat}" if flat.lstrip(" ").startswith(STARTERS) or flat[:1] in STARTERS else flat


def _cells(trace: Trace) -> tuple[str, ...]:
    log = tr("Changes") if trace.log == "changes" else tr("Access")
    return (
        log,
        str(trace.seq),
        trace.at.isoformat(timespec="seconds"),
        moment_words(trace),
        who_words(trace),
        what_words(trace),
        patient_words(trace),
        why_words(trace),
    )
