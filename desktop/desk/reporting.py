"""What a report of a problem says: versions and names of parts, and nothing that anybody typed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from db import disk, engine
from desktop.licencetext import system, versions
from desktop.selfcheck import SELF_CHECK
from desktop.trouble import Expected, Trouble

if TYPE_CHECKING:
    from desktop.settings import Settings
    from pathway.guidelines import Guidelines

ReportKind: TypeAlias = Literal["advice", "screen", "paper", "records", "speed", "other"]
LINES_OF_LOG: Final = 60
_LONGEST_LINE: Final = 200


class Report(NamedTuple):
    """What a report is made from; ``topic`` is the name of the page it was called from."""

    kind: ReportKind
    topic: str
    made_at: datetime
    guidelines: "Guidelines"
    settings: "Settings"
    crash_log: Path


def report_text(report: Report) -> str:
    """Return the report, word for word as it is written into the file.

    It is written in English whatever the screen speaks: whoever reads it looks after the program.
    """
    return "\n".join((*_head(report), *_content(report), *_screen(report), *_log(report), ""))


def report_name(report: Report) -> str:
    """Return the name of the file."""
    return f"foramen-report-{report.made_at:%Y%m%d-%H%M%S}.txt"


def write_report(report: Report, folder: Path) -> Path:
    """Write the report into a folder and return where; raises ``Expected`` when it cannot be."""
    path = folder / report_name(report)
    try:
        disk.put_file(path, report_text(report).encode("utf-8"))
    except OSError:
        raise Expected(Trouble("report_unwritten", {"path": str(path)})) from None
    return path


def _head(report: Report) -> Iterator[str]:
    yield "Foramen: report of a problem"
    yield "This file holds versions and names of parts. It holds nothing about a patient."
    yield ""
    yield f"About: {report.kind}"
    yield f"Page: {report.topic}"
    yield f"Made: {report.made_at:%Y-%m-%d %H:%M}"
    yield ""
    yield from (f"{name}: {told}" for name, told in versions())
    yield f"System: {system()}"


def _content(report: Report) -> Iterator[str]:
    pack, verdict = report.guidelines, SELF_CHECK.verdict()
    yield f"Schema: {engine.SCHEMA}"
    yield f"Guideline pack: {pack.id} {pack.version}"
    yield f"Own numbers: {', '.join(own.name for own in pack.overrides) or 'none'}"
    yield f"Self check: {'sound' if verdict.is_sound else 'failed'}"
    yield from (f"  altered: {name}" for name in verdict.changed)
    yield from (f"  other answer: {name}" for name in verdict.failed)


def _screen(report: Report) -> Iterator[str]:
    now = report.settings
    yield f"Screen: {now.language}, {now.scheme}, text {now.text_scale}"
    yield f"Habits: questions {now.questions}, examination {now.examination}"


def _log(report: Report) -> Iterator[str]:
    """Return the end of the log of crashes, which never holds a value (desktop/trouble.py)."""
    try:
        lines = report.crash_log.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    yield ""
    yield "End of the log of crashes:" if lines else "The log of crashes is empty."
    yield from (line[:_LONGEST_LINE] for line in lines[-LINES_OF_LOG:])
