"""What catalogue, scores, pack and program say on paper: in the paper's language, not the screen's.

A paper is made beside the window, on a thread of its own: that thread alone changes its language.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from desktop.words import ENGLISH, speak_aside
from pathway.catalogue import Catalogue, read_catalogue
from pathway.guidelines import Guidelines
from pathway.scorebook import ScoreBook, read_scorebook
from resources import catalogue_tables, locale_folder, score_tables, words_tables


class PaperBooks(NamedTuple):
    """The books in one language."""

    catalogue: Catalogue
    scores: ScoreBook
    pack_words: PackWords


def books_in(code: str, pack: Guidelines) -> PaperBooks:
    """Return the books in a language; raises ``NoSuchResource`` for one that they do not speak."""
    catalogue = read_catalogue(catalogue_tables(code))
    tables = words_tables(code, pack.id)
    words = PackWords(tables, RuleWords(tables, pack), catalogue, pack)
    return PaperBooks(catalogue, read_scorebook(score_tables(code), catalogue), words)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Let the program's own words on this thread be those of a language until this ends."""
    known = None
    if code != ENGLISH:
        known = gettext.translation("foramen", locale_folder(), [code], fallback=True)
    before = speak_aside(known, code)
    try:
        yield
    finally:
        speak_aside(*before)
