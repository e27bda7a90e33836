"""The words of prints in the language that is asked for, or that the patient reads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import resources

if TYPE_CHECKING:
    from handouts.tongues import Tongue
    from handouts.words import HandoutWords

MASTER: Final = "en"
CARDS: Final = frozenset({"danger_card", "pocket_card"})
FOR_PATIENTS: Final = CARDS | {
    "care_plan",
    "exercises",
    "what_changes_when",
    "medicines_today",
    "heat_and_cold",
    "surgery_choice",
}
"""What is written for a patient, in the language that the patient reads."""
FROM_RECORD_ALONE: Final = frozenset({"emergency", "work_note"})
"""Letters without a sentence of the rules: they need no words but those of the prints."""
FOR_COLLEAGUES: Final = FROM_RECORD_ALONE | {
    "urgent",
    "surgical_evaluation",
    "imaging",
    "physiotherapy",
}
"""What is written to those who receive a patient, in the language that they read.

Everything else is the clinic's own, in the master's language.
"""
Why: TypeAlias = Literal[
    "",
    "not_there",
    "unsure_script",
    "card_not_reviewed",
    "not_reviewed",
    "letter_not_there",
    "letter_not_reviewed",
]


class Spoken(NamedTuple):
    """In which language a paper is printed for a patient, and what is to be known about that.

    ``language`` is the name of the one that was wished for.
    """

    code: str
    why: Why = ""
    language: str = ""


def words_in(language: str) -> "HandoutWords":
    """Return the words of prints in a language.

    Raises ``NoSuchResource`` for one that is not there, ``Refused`` for one whose script was not
    verified on paper.
    """
    from handouts.translations import read_scripts, translated
    from handouts.words import read_words

    tables = resources.handout_tables(MASTER)
    master = read_words(tables)
    code = folder_of(language)
    if code == MASTER:
        return master
    scripts = read_scripts(tables["scripts"])
    scripts.check(code)
    return translated(master, code, resources.handout_translation(code), scripts)


def folder_of(language: str) -> str:
    """Return the folder that speaks a language: of es-MX it is that of es."""
    known = (MASTER, *resources.handout_languages())
    return language if language in known else language.partition("-")[0].casefold()


def own_names() -> Mapping[str, str]:
    """Return each language of the prints by its code, with its own name for itself."""
    names = {MASTER: "English"}
    for code in resources.handout_languages():
        table = resources.handout_language(code)
        names[code] = str(table.get("own_name") or table.get("name") or code)
    return names


def spoken_to(kind: str, wished: str) -> Spoken:
    """Return in which language a paper is printed for somebody who reads ``wished``.

    What cannot be said in that language is said in the master's: nobody goes home without it, and
    no letter is refused.
    """
    from handouts.trouble import Refused

    is_letter = kind in FOR_COLLEAGUES
    if not (is_letter or kind in FOR_PATIENTS) or not wished or folder_of(wished) == MASTER:
        return Spoken(MASTER)
    absent: Why = "letter_not_there" if is_letter else "not_there"
    try:
        tongue = words_in(wished).tongue.of_paper(kind)
    except Refused as refused:
        return Spoken(MASTER, "unsure_script", refused.language)
    except resources.NoSuchResource:
        return Spoken(MASTER, absent, wished)
    return _letter_in(kind, tongue) if is_letter else _handout_in(kind, tongue)


def has_words_for(kind: str, tongue: "Tongue") -> bool:
    """Say whether a letter can be written in a language without a word of another."""
    from handouts.tongues import PAPERS

    tables = PAPERS[kind]
    if any(key.partition(".")[0] in tables for key in tongue.missing):
        return False
    return kind in FROM_RECORD_ALONE or tongue.code in resources.catalogue_languages()


def _handout_in(kind: str, tongue: "Tongue") -> Spoken:
    if not tongue.unchecked:
        return Spoken(tongue.code, "", tongue.name)
    if kind in CARDS:
        return Spoken(MASTER, "card_not_reviewed", tongue.name)
    return Spoken(tongue.code, "not_reviewed", tongue.name)


def _letter_in(kind: str, tongue: "Tongue") -> Spoken:
    if not has_words_for(kind, tongue):
        return Spoken(MASTER, "letter_not_there", tongue.name)
    return Spoken(tongue.code, "letter_not_reviewed" if tongue.unchecked else "", tongue.name)
