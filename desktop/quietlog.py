"""Log records without values: what our own rooms log is held to ids and codes, others to a name.

Nothing that somebody typed may end in a log, whoever wrote the line. So a record keeps its text
as it stands in the code; of what is put into it, only numbers, ids and codes are let through.
"""

import logging
import re
from collections.abc import Callable, Iterable
from typing import Final

OWN: Final = "foramen."
OF_CONTENT: Final = frozenset({"foramen.selfcheck"})
"""Logs about the program's own content, whose files and vignettes are named."""
UNSAID: Final = "…"
_ALLOWED: Final = re.compile(
    r"-?\d+"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[a-z0-9]+(?:_[a-z0-9]+)+"
    r"|[A-Z]\w*(?:Error|Refused|Trouble|Exception|Warning|Cancelled)"
)
_BETWEEN: Final = re.compile(r"([,\s]+)")


class CodesOnly(logging.Formatter):
    """Says level, name and, of our own records, the text with ids and codes."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; of an error only its kind."""
        said = [f"{record.levelname} {record.name}", *_text(record)]
        if record.exc_info and record.exc_info[0]:
            said.append(record.exc_info[0].__name__)
        return ": ".join(said)


class Lines(logging.Handler):
    """Hands each record on as a line without values."""

    def __init__(self, write: Callable[[list[str]], None]) -> None:
        super().__init__(logging.WARNING)
        self._write = write
        self.setFormatter(CodesOnly())

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record down."""
        self._write([self.format(record)])


def quiet_last_resort() -> None:
    """Have what nobody else takes, and Python's own warnings, said without values too."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(CodesOnly())
    logging.captureWarnings(True)


def only_codes(value: object) -> object:
    """Return what may be said of a value: numbers, ids, codes and kinds of errors."""
    return value if isinstance(value, int | float) else "".join(_words(str(value)))


def _text(record: logging.LogRecord) -> Iterable[str]:
    if not record.name.startswith(OWN):
        return ()
    if not isinstance(record.msg, str) or not isinstance(record.args, tuple):
        return (UNSAID,)
    if record.name in OF_CONTENT:
        return (record.getMessage(),)
    try:
        return (record.msg % tuple(only_codes(value) for value in record.args),)
    except (TypeError, ValueError):
        return (UNSAID,)


def _words(text: str) -> Iterable[str]:
    from desktop.troublewords import trouble_words

    codes = trouble_words()
    for part in _BETWEEN.split(text):
        is_between = not part or _BETWEEN.fullmatch(part)
        yield part if is_between or part in codes or _ALLOWED.fullmatch(part) else UNSAID
