"""The way in: opens the window, or hands a command line over to its command."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO, cast

from desktop.commands import BAD_INPUT, FAILED, BadInput, NotSound


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        status = _run(words)
        _flush()
        return status
    except BrokenPipeError:
        return _end_quietly()
    except KeyboardInterrupt:
        return FAILED
    except BadInput as trouble:
        print(f"foramen: {trouble}", file=sys.stderr)
        return BAD_INPUT
    except NotSound as trouble:
        print(f"foramen: {trouble}", file=sys.stderr)
        return FAILED
    except Exception as bug:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        print(f"foramen: {_logged(bug, _home_in(words))}", file=sys.stderr)
        return FAILED


def _run(words: Sequence[str]) -> int:
    if not words:
        # The window waits for nothing that it does not need: no options, and no collecting of
        # garbage that is not there yet. Once painted, the window does it: desktop/garbage.py.
        gc.disable()
        from desktop.commands.window import open_window

        return open_window(None)
    from desktop import commandline

    return commandline.run(words)


def _home_in(words: Sequence[str]) -> Path | None:
    """Return the home that the command line names, whatever else is wrong with it."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--home" and following:
            return Path(following)
        if word.startswith("--home="):
            return Path(word.removeprefix("--home="))
    return None


def _logged(bug: Exception, home: Path | None) -> str:
    """Log a bug in the program's own folder and return what to tell about it."""
    try:
        from desktop.places import find_places, prepare
        from desktop.trouble import CrashLog, Trouble

        places = find_places(home)
        prepare(places)
        CrashLog(places.crash_log).write_error(bug)
        return Trouble("bug", {"path": str(places.crash_log)}).sentence
    except (ImportError, OSError):
        return f"something went wrong inside the program ({type(bug).__name__})"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    """Write out what waits, while a reader that has gone can still be dealt with."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _end_quietly() -> int:
    """Leave without a word when the reader of our output has gone."""
    stdout = cast(TextIO, sys.stdout)
    os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
