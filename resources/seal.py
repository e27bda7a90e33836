"""Seals the content: a checksum of every file that advice and prints rest on, kept in seal.json."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
MANIFEST: Final = "seal.json"
SEALED: Final = (
    "packs/*/*.toml",
    "handouts/*.toml",
    "handouts/*/*.toml",
    "help/*.toml",
    "*.toml",
    "vignettes.json",
)
"""Which files are sealed; fonts and icons say nothing that could be wrong."""


def checksums(folder: Path = HERE) -> dict[str, str]:
    """Return the SHA-256 of each sealed file as it is now, by its name in the project."""
    return {name: _checksum(folder.parent / name) for name in sorted(_names(folder))}


def sealed(folder: Path = HERE) -> dict[str, str]:
    """Return the checksums as they were when the content was sealed; none when that is unknown."""
    try:
        kept = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    files = kept.get("files") if isinstance(kept, dict) else None
    return dict(files) if isinstance(files, dict) else {}


def broken(folder: Path = HERE) -> tuple[str, ...]:
    """Return the files that are not as they were sealed: changed, gone, or not known."""
    now, then = checksums(folder), sealed(folder)
    if not then:
        return (MANIFEST,)
    return tuple(sorted(name for name in now.keys() | then if now.get(name) != then.get(name)))


def _names(folder: Path) -> Iterator[str]:
    for pattern in SEALED:
        yield from (path.relative_to(folder.parent).as_posix() for path in folder.glob(pattern))


def _checksum(path: Path) -> str:
    # Line ends may be those of another system; they say nothing.
    content = path.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()
