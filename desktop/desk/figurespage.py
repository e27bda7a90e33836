"""The clinic's own figures in the words of a page for print."""

from typing import TYPE_CHECKING

from desktop import show
from desktop.models.figuretable import FigureTable, numbers
from desktop.models.figurewords import days_words, figure_words, share_words, whole_words

if TYPE_CHECKING:
    from handouts.figures import FiguresPage


def page_of(table: FigureTable) -> "FiguresPage":
    """Return the figures as the words of a page."""
    from handouts.blocks import Field
    from handouts.figures import FigureLines, FiguresPage

    figures = []
    for figure in table.figures:
        lines = (
            Field(words, f"{show.number(part.count)} {share_words(part.count, whole)}".strip())
            for part, words, whole in numbers(figure, table.words, table.catalogue)
        )
        title = f"{figure_words()[figure.name].title}:"
        told = tuple(lines) if figure.of else ()
        figures.append(FigureLines(title, whole_words(figure), told))
    return FiguresPage(days_words(table.period), tuple(figures))
