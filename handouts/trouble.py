"""Expected trouble of this room: each names what and where, and what was expected."""

from typing import Literal, TypeAlias

RefusalCode: TypeAlias = Literal[
    "emergency_open",
    "out_of_scope",
    "no_advice",
    "not_translated",
    "not_reviewed",
    "unsure_script",
]


class Refused(Exception):
    """This print must not be given to this patient today; ``instead`` says what may be.

    ``language`` is the name of the language where that is what stands against it.
    """

    def __init__(self, code: RefusalCode, instead: tuple[str, ...], language: str = "") -> None:
        super().__init__(f"{code}: instead {', '.join(instead)}")
        self.code = code
        self.instead = instead
        self.language = language


class WordsTrouble(Exception):
    """The words or layout tables lack something: ``path`` says where."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: expected {expected}")
        self.path = path
        self.expected = expected


class ClinicTrouble(WordsTrouble):
    """The clinic's own details cannot be used: ``path`` says where."""


class WritingTrouble(WordsTrouble):
    """What a clinician added to a letter cannot be used: ``path`` says where."""
