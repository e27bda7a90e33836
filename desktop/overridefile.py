"""The clinic's own thresholds: a TOML file that is used whole or not at all."""

import tomllib
from pathlib import Path
from typing import Final

from pathway.guidelines import Guidelines
from pathway.overrides import read_overrides, with_overrides
from pathway.packtable import PackTrouble

OVERRIDES_FILE: Final = "overrides.toml"
LARGEST: Final = 64_000


class OverrideTrouble(Exception):
    """The file cannot be used; the text says where in it and what was expected."""

    def __init__(self, path: Path, said: str) -> None:
        super().__init__(f"{path}: {said}")
        self.path = path
        self.said = said


def with_file(guidelines: Guidelines, path: Path) -> Guidelines:
    """Return the pack with the clinic's own numbers; OverrideTrouble when one cannot be used."""
    try:
        return with_overrides(guidelines, read_overrides(_tables(path)))
    except PackTrouble as trouble:
        raise OverrideTrouble(path, str(trouble)) from None


def _tables(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        said = (error.strerror or "it cannot be read").lower()
        raise OverrideTrouble(path, f"expected a readable file ({said})") from None
    if len(content) > LARGEST:
        raise OverrideTrouble(path, f"expected at most {LARGEST} bytes")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise OverrideTrouble(path, f"expected TOML in UTF-8 ({error})") from None


def clinic_file(folder: Path) -> Path:
    """Return where the clinic in a folder keeps its own thresholds, if it has any."""
    return folder / OVERRIDES_FILE
