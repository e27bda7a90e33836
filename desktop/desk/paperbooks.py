"""The words of catalogue, scores and pack as papers say them, whatever the screen speaks."""

from typing import NamedTuple

from desktop.desk.opened import LANGUAGE, Opened
from desktop.packwords import PackWords
from desktop.reasons import RuleWords
from desktop.words import language
from pathway.catalogue import Catalogue, read_catalogue
from pathway.scorebook import ScoreBook, read_scorebook
from resources import catalogue_tables, score_tables, words_tables


class PaperBooks(NamedTuple):
    """The books in one language."""

    catalogue: Catalogue
    scores: ScoreBook
    pack_words: PackWords


def paper_books(opened: Opened) -> PaperBooks:
    """Return the books in the language of papers; those of the screen when it speaks the same."""
    if language() == LANGUAGE:
        return PaperBooks(opened.catalogue, opened.scores, opened.pack_words)
    catalogue, pack = read_catalogue(catalogue_tables(LANGUAGE)), opened.guidelines
    tables = words_tables(LANGUAGE, pack.id)
    words = PackWords(tables, RuleWords(tables, pack), catalogue, pack)
    return PaperBooks(catalogue, read_scorebook(score_tables(LANGUAGE), catalogue), words)
