"""How findings are looked for, in the language of the screen."""

import resources
from desktop.words import language
from pathway.catalogue import Catalogue
from pathway.examhelp import ExamHelp, read_exam_help


def exam_help(catalogue: Catalogue) -> ExamHelp:
    """Return the steps, keys and short words of the examination; PackTrouble when they are wrong.

    It takes two to three milliseconds: a form asks for it as one of its pieces.
    """
    tables = resources.exam_tables(language())
    return read_exam_help(tables["examination"], tables["words"], catalogue)
