"""The list of keys: everything that can be done, and what to press for it."""

from PySide6.QtWidgets import QWidget

from desktop.actions import keys_text, menu_names, rows
from desktop.pages.sidepage import SidePage, add_pairs
from desktop.widgets.form import muted
from desktop.words import tr


class KeysPage(SidePage):
    """Every action with its keys, by menu; Esc goes back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Keys"), parent)
        self._fill()

    def _fill(self) -> None:
        for name, title in menu_names().items():
            part = self.form.section(title)
            named = (row for row in rows() if row.menu == name)
            add_pairs(part, ((keys_text(row), row.help) for row in named))
        part = self.form.section(tr("In forms"))
        for words in _form_keys():
            part.add(muted(words, part))


def _form_keys() -> tuple[str, ...]:
    """Return what keys do in forms that is not on the menu."""
    return (
        tr(
            "Tab goes on, Shift+Tab goes back. Arrow keys move among answers, Space takes "
            "one, Backspace takes it back. F4 opens a calendar. F6 goes to the next part of a "
            "visit, Shift+F6 to the one before."
        ),
        tr(
            "A red-flag question takes Y, N, U (cannot say) or D (declined) and goes on by "
            "itself. In the examination 0 to 5 grade power, letters record the rest, = is "
            "unchanged since last time, Return leaves a finding open, F1 or ? shows how "
            "it is looked for, arrow keys go from line to line."
        ),
        tr(
            "On the body chart 1, 2 and 3 choose pain, numbness or tingling, arrow keys "
            "move to the next zone, Page Up and Page Down to another picture, Space "
            "marks, Backspace takes every mark of a zone away. Ctrl+Z and Ctrl+Y are "
            "its own there."
        ),
    )
