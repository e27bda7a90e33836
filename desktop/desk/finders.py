"""The readers of those who look for somebody: one for each place to search in."""

import threading

from db.clinic import Reader
from desktop.desk.opened import Opened
from desktop.leanness import give_back


class Finders:
    """Makes a reader when a place first searches; only that one is broken off with its search."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._lock = threading.Lock()
        self._readers: dict[str, Reader] = {}

    def of(self, topic: str) -> Reader:
        """Return the reader of a place; it keeps as many pages as a search goes through."""
        with self._lock:
            if topic not in self._readers:
                self._readers[topic] = self._opened.clinic.reader()
            return self._readers[topic]

    def break_off(self, topic: str) -> None:
        """Stop looking for what somebody typed before: nobody waits for it any more."""
        if topic in self._readers:
            self._readers[topic].interrupt()

    def rest(self) -> None:
        """Let go what searches keep in memory, on their lane: nobody looks for anybody just now."""
        with self._lock:
            readers = tuple(self._readers.values())
        for reader in readers:
            reader.rest()
        give_back()

    def close(self) -> None:
        """Close the readers; the lanes must have ended."""
        for reader in self._readers.values():
            reader.close()
