"""How an open clinic's file stands: whether it may be written to, and what people must be told."""

import logging
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

from db import reserve, seal
from db.seal import Seal
from db.trouble import StoreCode, StoreTrouble

LOG: Final = logging.getLogger("foramen.store")
NoticeCode: TypeAlias = Literal[
    "entries_missing",
    "entries_unseen",
    "records_swapped",
    "access_missing",
    "access_swapped",
    "reserve_used",
    "view_only",
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something people must be told about the records, which can be opened all the same.

    ``entries_missing`` and ``entries_unseen``: ``count`` entries up to ``at`` were acknowledged and
    are not there, or not in this view. ``records_swapped``: the log is another than at ``at``.
    ``access_missing`` and ``access_swapped`` are the same of the log of who looked.
    ``reserve_used``: the disk is full and the reserve is gone. ``view_only``: nothing can be
    written, because of ``cause``.
    """

    code: NoticeCode
    count: int = 0
    at: datetime | None = None
    cause: StoreCode | None = None


class Standing:
    """What is known of one file while it is open."""

    def __init__(self, path: Path, view_only: StoreCode | None = None) -> None:
        self._path = path
        self._file = path.stat()
        self._refusal = view_only
        self._notices: dict[NoticeCode, Notice] = {}
        if view_only:
            self._tell(Notice("view_only", cause=view_only))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what people must be told."""
        return tuple(self._notices.values())

    @property
    def view_only(self) -> StoreCode | None:
        """Return why nothing can be written, None when it can."""
        return self._refusal

    def check(self) -> None:
        """Refuse to write into a file that is damaged, gone or was put in place of ours."""
        if self._refusal:
            raise StoreTrouble(self._refusal, self._path)
        if not self._path.exists() or not os.path.samestat(self._path.stat(), self._file):
            raise StoreTrouble("missing", self._path)

    def note(self, trouble: StoreTrouble) -> None:
        """Stop writing from the moment at which a damaged page was met."""
        if trouble.code == "damaged":
            self.stop("damaged")

    def stop(self, cause: StoreCode) -> None:
        """Write nothing from now on."""
        if self._refusal is None:
            self._refusal = cause
            self._tell(Notice("view_only", cause=cause))

    def make_room(self) -> bool:
        """Give the space up that was held back; return whether there was any."""
        if not reserve.drop(self._path.parent):
            return False
        self.tell_reserve_used()
        return True

    def tell_reserve_used(self) -> None:
        """Have people told that the disk is full and nothing is held back any more."""
        self._tell(Notice("reserve_used"))

    def hold_room(self, size: int = reserve.BYTES) -> bool:
        """Hold space back again, if there is any; return whether it is held."""
        is_held = self._refusal is None and reserve.ensure(self._path.parent, size)
        if is_held:
            self._notices.pop("reserve_used", None)
        return is_held

    def compare(self, seq: int, chain_at_seal: str | None) -> None:
        """Compare the log, which ends at ``seq``, with the newest entry that was acknowledged."""
        kept = seal.read(self._path.parent)
        if kept is None:
            return
        if seq < kept.seq:
            is_view = self._refusal is not None
            missing = kept.seq - seq
            code: NoticeCode = "entries_unseen" if is_view else "entries_missing"
            self._tell(Notice(code, missing, kept.at))
        elif chain_at_seal != kept.chain:
            self._tell(Notice("records_swapped", at=kept.at))

    def compare_access(self, seq: int, chain_at_seal: str | None) -> None:
        """Compare the log of access, which ends at ``seq``, with what was acknowledged."""
        kept = seal.read(self._path.parent)
        if kept is None or kept.access_seq is None:
            return
        if seq < kept.access_seq:
            self._tell(Notice("access_missing", kept.access_seq - seq, kept.at))
        elif chain_at_seal != kept.access_chain:
            self._tell(Notice("access_swapped", at=kept.at))

    def sealed(self) -> Seal | None:
        """Return what was acknowledged last, None when unknown."""
        return seal.read(self._path.parent)

    def seal(self, newest: Seal) -> None:
        """Keep the newest entries that were acknowledged."""
        seal.write(self._path.parent, newest)

    def _tell(self, notice: Notice) -> None:
        if notice.code not in self._notices:
            LOG.info("records: %s %s %s", notice.code, notice.count, notice.cause or "")
        self._notices[notice.code] = notice
