"""How the clinic appears on paper: read from its own file, written back whole, noted in the log."""

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject

from db import disk
from desktop.background import Taker
from desktop.desk.printmaking import CLINIC_FILE
from desktop.desk.replies import Reply
from desktop.models.logwords import ON_PAPER
from desktop.trouble import Expected, Trouble
from handouts.clinic import PURPOSES, read_clinic
from handouts.trouble import ClinicTrouble
from pathway.audited import Event
from pathway.readable import is_blank, name_of, readable, words_of

if TYPE_CHECKING:
    from desktop.desk.desk import Desk
    from desktop.desk.opened import Opened

PHONES: Final[tuple[str, ...]] = PURPOSES
"""What a clinic may give a telephone number for."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class PaperFace(NamedTuple):
    """What stands on papers of the clinic; lines are divided as they are on paper."""

    name: str = ""
    address: str = ""
    letterhead: str = ""
    phones: Mapping[str, str] = _NONE


class Letterhead(QObject):
    """Asks and changes how the clinic appears on paper; for clinicians."""

    def __init__(self, desk: "Desk", opened: "Opened") -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder = opened.folder
        self.trouble: Trouble | None = None
        """Why the clinic's file cannot be used, None when it can."""
        self.known = self._read()

    @property
    def may_change(self) -> bool:
        """Whether who sits here may change it, and the file can be used."""
        return self._desk.users.is_clinician and self.trouble is None

    def keep(self, face: PaperFace, then: Taker[PaperFace], failed: Taker[Trouble]) -> None:
        """Write how the clinic appears on paper from now on; the same again writes nothing."""
        reply = Reply(self._desk, then, failed)
        if not self._desk.users.is_clinician:
            reply.fail(Trouble("refused_not_allowed"))
            return
        changed = changes(self.known, face)
        if not changed:
            return
        self.known = face
        run = self._desk.run_job
        run(partial(write_face, self._folder, face), then, failed)
        for what in changed:
            self._desk.log.note(Event("settings", "U", None, f"{ON_PAPER}{what}"))

    def _read(self) -> PaperFace:
        try:
            return read_face(self._folder, self._desk.card.name)
        except Expected as error:
            self.trouble = error.trouble
            return PaperFace(self._desk.card.name)


def read_face(folder: Path, name: str) -> PaperFace:
    """Return what the clinic's file says, ``name`` where it does not; raises ``Expected``."""
    try:
        told = read_clinic(_table(folder))
    except ClinicTrouble as trouble:
        raise _unusable(folder, str(trouble)) from None
    except (OSError, ValueError, RecursionError):
        raise _unusable(folder, "TOML in UTF-8") from None
    return PaperFace(
        told.name or name,
        "\n".join(told.address),
        "\n".join(told.letterhead),
        MappingProxyType({purpose: told.phone(purpose) for purpose in PURPOSES}),
    )


def write_face(folder: Path, face: PaperFace) -> PaperFace:
    """Write the clinic's file anew, for its owner alone; what else stands in it stays."""
    own = {
        "name": name_of(face.name),
        "address": _lines(face.address),
        "letterhead": _lines(face.letterhead),
    }
    told = {purpose: words_of(readable(number)) for purpose, number in face.phones.items()}
    phones = {purpose: number for purpose, number in told.items() if number}
    try:
        kept = {key: value for key, value in _table(folder).items() if key not in {*own, "phones"}}
        text = as_toml({**own, **kept, "phones": phones})
        disk.put_file(folder / CLINIC_FILE, text.encode("utf-8"))
    except (OSError, ValueError):
        raise _unusable(folder, "a file that can be written") from None
    return face


def changes(before: PaperFace, after: PaperFace) -> tuple[str, ...]:
    """Return what is another than before, in words for the log: which part, and what it is now."""
    parts = [
        (name, getattr(before, name), getattr(after, name))
        for name in ("name", "address", "letterhead")
    ]
    parts += [
        (f"phones.{name}", before.phones.get(name, ""), after.phones.get(name, ""))
        for name in PHONES
    ]
    return tuple(
        f"{name} = {' / '.join(_lines(new))}" for name, old, new in parts if _differ(old, new)
    )


def as_toml(table: Mapping[str, object]) -> str:
    """Return a table of texts, lists, numbers and tables of these as TOML."""
    plain = [f"{key} = {_value(one)}" for key, one in table.items() if not isinstance(one, Mapping)]
    inner = [(key, one) for key, one in table.items() if isinstance(one, Mapping)]
    for key, rows in inner:
        plain += ["", f"[{key}]", *(f"{name} = {_value(one)}" for name, one in rows.items())]
    return "\n".join((*plain, ""))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, int | float):
        return repr(value)
    if not isinstance(value, str):
        raise ValueError(f"no value of a clinic's file: {type(value).__name__}")
    return _quoted(value)


def _quoted(text: str) -> str:
    """Return a text in quotes; what no file of text can hold becomes a question mark."""
    told = []
    for letter in text.encode("utf-8", "replace").decode("utf-8"):
        is_control = ord(letter) < 0x20 or ord(letter) == 0x7F
        told.append(f"\\u{ord(letter):04x}" if is_control or letter in '"\\' else letter)
    return f'"{"".join(told)}"'


def _lines(text: str) -> list[str]:
    return [line.strip() for line in readable(text).splitlines() if not is_blank(line)]


def _differ(old: str, new: str) -> bool:
    return _lines(old) != _lines(new)


def _table(folder: Path) -> dict[str, object]:
    file = folder / CLINIC_FILE
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def _unusable(folder: Path, said: str) -> Expected:
    return Expected(Trouble("clinic_file", {"path": str(folder / CLINIC_FILE), "said": said}))
