"""The words of prints in the language that is asked for."""

from typing import TYPE_CHECKING, Final

import resources

if TYPE_CHECKING:
    from handouts.words import HandoutWords

MASTER: Final = "en"


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
