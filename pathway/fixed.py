"""Records that are made by the hundred for each assessment, and that nothing may change.

A frozen dataclass checks at each making of a record what the type checker has read already, and
takes some three times as long for it; a named tuple takes two to four times as long to read.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def fixed(kind: type[Record]) -> type[Record]:
    """Make a dataclass with slots of a class; that it is never changed is for mypy to see."""
    return dataclass(slots=True, unsafe_hash=True)(kind)
