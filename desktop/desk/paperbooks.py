"""The words of catalogue, scores and pack as papers say them, whatever the screen speaks."""

from desktop.desk.opened import LANGUAGE, Opened
from desktop.paperwords import PaperBooks, books_in
from desktop.words import screen_language


def paper_books(opened: Opened, code: str = LANGUAGE) -> PaperBooks:
    """Return the books in a language of papers; those of the screen when it speaks the same.

    Raises ``NoSuchResource`` for a language that the books do not speak.
    """
    if screen_language() == code:
        return PaperBooks(opened.catalogue, opened.scores, opened.pack_words)
    return books_in(code, opened.guidelines)
