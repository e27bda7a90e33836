"""Long work on the store as the window sees it: how far it is, and a way to call it off."""

import threading
from collections.abc import Callable

from db.watch import Stage, Watch


class Call:
    """Tells how far a long work is, and lets the window call it off; used by two threads.

    Between two pieces the work gives way, if told how.
    """

    def __init__(
        self, told: Callable[[str, int], None], give_way: Callable[[], None] | None = None
    ) -> None:
        self._told = told
        self._give_way = give_way
        self._off = threading.Event()
        self._last = ("", -1)

    def watch(self) -> Watch:
        """Return what the work reports to."""
        return Watch(self._tell, self._is_off)

    def cancel(self) -> None:
        """Have the work given up at its next step."""
        self._off.set()

    def _is_off(self) -> bool:
        # Asked between two pieces of the work: the right time to let somebody type.
        if self._give_way is not None and not self._off.is_set():
            self._give_way()
        return self._off.is_set()

    def _tell(self, stage: Stage, part: float) -> None:
        told = (stage, round(100 * part))
        if told != self._last:
            self._last = told
            self._told(*told)


def program_version() -> str:
    """Return the version of the program, for what it writes."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("foramen")
    except PackageNotFoundError:
        return "source"
