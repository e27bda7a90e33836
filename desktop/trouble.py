"""Two kinds of trouble: expected (a code, with words for the user) and a bug (logged, then said).

The log holds kinds of errors and places in the program. It never holds the text of an error: that
may quote what somebody typed.
"""

import faulthandler
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TextIO

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler

from desktop.quietlog import Lines
from desktop.today import Clock, now
from desktop.words import tr

if TYPE_CHECKING:
    from datetime import datetime
    from sys import UnraisableHookArgs

    from PySide6.QtCore import QMessageLogContext

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_LONGEST_LOG = 200_000
_UNSAID: Final = r"\"[^\"]*\"|'[^']*'|\S*[/\\]\S*|\S*\d\S*"


class Trouble(NamedTuple):
    """Something that went wrong: what, and the values for the places of its sentence."""

    code: str
    places: Mapping[str, str] = _NOTHING

    @property
    def sentence(self) -> str:
        """What happened, where, and what to do: one or two sentences for the user."""
        from desktop.troublewords import trouble_words

        said = trouble_words().get(self.code, trouble_words()["bug"])
        return said.format_map(_Known(self.places))


class Expected(Exception):
    """Carries expected trouble from a lane to whoever waits there."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


class Holder(Protocol):
    """Who has a clinic open: a person (empty: not unlocked yet), a computer, since when."""

    @property
    def person(self) -> str:
        """Return who unlocked it."""

    @property
    def account(self) -> str:
        """Return as whom the computer's system knows them."""

    @property
    def computer(self) -> str:
        """Return the computer's name."""

    @property
    def process(self) -> int:
        """Return the number of the program there."""

    @property
    def since(self) -> "datetime | None":
        """Return since when, None when that is not known."""


def store_trouble(code: str, path: Path, owner: Holder | str = "") -> Trouble:
    """Return trouble with the records: where it is, and who holds them if somebody does."""
    said = owner if isinstance(owner, str) else _owner_words(owner)
    return Trouble(code, {"path": str(path), "owner": said or tr("another window")})


def _owner_words(owner: Holder) -> str:
    """Return who has a clinic open, on which computer, since when."""
    from desktop import show

    known = {
        "who": owner.person or owner.account or tr("somebody"),
        "computer": owner.computer,
        "process": str(owner.process),
    }
    if owner.since is None:
        return tr("{who} on the computer {computer} (process {process})").format_map(known)
    known["since"] = show.moment(owner.since.astimezone())
    words = tr("{who} on the computer {computer} since {since} (process {process})")
    return words.format_map(known)


class _Known(dict[str, str]):
    """Places that are filled where a value is known."""

    def __missing__(self, key: str) -> str:
        return "…"


class CrashLog:
    """The file that keeps what went wrong: kinds and places, never values."""

    def __init__(self, path: Path, clock: Clock = now) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()

    def write(self, lines: Iterator[str] | list[str]) -> None:
        """Add an entry; a log that cannot be written must not stop the program."""
        entry = "\n".join((_moment(self._clock()), *lines, "", ""))
        with self._lock:
            try:
                _shorten(self.path)
                with self.path.open("a", encoding="utf-8") as log:
                    log.write(entry)
            except OSError:
                return

    def write_error(self, error: BaseException) -> None:
        """Add what kind of error it was and where, in the program, it came from."""
        self.write(_told(error))


class Watch(QObject):
    """Catches what nobody else caught: logs it, then tells the window once."""

    noticed = Signal(object)

    def __init__(self, log: CrashLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._faults: TextIO | None = None
        self._lines = Lines(log.write)
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    @property
    def log_path(self) -> Path:
        """Where it is logged."""
        return self._log.path

    def start(self) -> None:
        """Listen to errors of this and other threads, to Qt's messages, and to crashes."""
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable
        logging.getLogger().addHandler(self._lines)
        logging.captureWarnings(True)
        qInstallMessageHandler(self._on_qt_message)
        try:
            self._faults = self._log.path.open("a", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._faults)

    def stop(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(self._lines)
        qInstallMessageHandler(None)
        if self._faults:
            faulthandler.disable()
            self._faults.close()

    def report(self, error: BaseException) -> Trouble:
        """Log a bug, tell the window, and return what was told."""
        self._log.write_error(error)
        trouble = Trouble("bug", {"path": str(self._log.path)})
        self.noticed.emit(trouble)
        return trouble

    def log_error(self, error: BaseException) -> None:
        """Log a bug that the page itself shows in its own words."""
        self._log.write_error(error)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _on_thread_error(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.report(given.exc_value)

    def _on_unraisable(self, given: "UnraisableHookArgs") -> None:
        """Log what went wrong where nothing can be raised, such as in the end of an object."""
        if given.exc_value is not None:
            self._log.write_error(given.exc_value)

    def _on_qt_message(self, kind: QtMsgType, context: "QMessageLogContext", text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
            self._log.write([f"Qt {kind.name} {context.category}: {without_values(text)}"])


def without_values(text: str) -> str:
    """Return a message of Qt without anything quoted, numbered or naming a file."""
    return re.sub(_UNSAID, "…", text)


def _told(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}"
        trace = trace.tb_next
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield "because of"
        yield from _told(cause)


def _short(file_name: str) -> str:
    return "/".join(Path(file_name).parts[-2:])


def _shorten(path: Path) -> None:
    if path.exists() and path.stat().st_size > _LONGEST_LOG:
        path.replace(path.with_suffix(".old.log"))


def _moment(at: "datetime") -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
