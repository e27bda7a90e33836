"""Reads guideline packs, those that come with the program and those that lie in a folder."""

from functools import cache
from pathlib import Path

import resources
from pathway.guidelines import Guidelines
from pathway.packtable import PackTrouble
from pathway.wholepack import read_pack


class PackRefused(Exception):
    """A guideline pack cannot be used; the text names file and key path, and what was expected."""


@cache
def own_pack(pack_id: str = resources.DEFAULT_PACK) -> Guidelines:
    """Return a pack that comes with the program; NoSuchResource when there is none of this id."""
    try:
        tables = resources.pack_tables(pack_id)
        return read_pack(tables, resources.pack_languages(pack_id))
    except (PackTrouble, resources.BadResource) as trouble:
        raise PackRefused(f"guideline pack {pack_id}: {_told(trouble)}") from None


def pack_in(folder: Path) -> Guidelines:
    """Return the pack that lies in a folder; PackRefused when it is not whole and in order."""
    try:
        return read_pack(*resources.folder_tables(folder))
    except OSError as error:
        said = (error.strerror or "it cannot be read").lower()
        raise PackRefused(f"{folder}: expected a readable folder ({said})") from None
    except (PackTrouble, resources.BadResource) as trouble:
        raise PackRefused(f"{folder}: {_told(trouble)}") from None


def _told(trouble: PackTrouble | resources.BadResource) -> str:
    return trouble.told if isinstance(trouble, PackTrouble) else str(trouble)
