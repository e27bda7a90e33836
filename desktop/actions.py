"""Everything that can be done from the keyboard or a menu: one table, one row each.

A row cannot exist without text, keys and help. Weighty clinical acts lie on Alt with a function
key, away from everyday keys; macOS turns Ctrl into Cmd by itself.
"""

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actionnames import ActionId, MenuName, Row
from desktop.actionrows import rows
from desktop.theme import put_icon
from desktop.words import any_of, tr

__all__ = [
    "Acting",
    "ActionId",
    "MenuName",
    "Row",
    "keys_text",
    "make_actions",
    "menu_names",
    "rows",
]


@runtime_checkable
class Acting(Protocol):
    """A page that carries out some of the actions itself."""

    def can(self, action: ActionId) -> bool:
        """Say whether the page can do this now."""

    def act(self, action: ActionId) -> None:
        """Do it."""


def menu_names() -> dict[MenuName, str]:
    """Return the titles of the menus, in their order."""
    return {
        "patient": tr("Patient"),
        "visit": tr("Visit"),
        "view": tr("View"),
        "program": tr("Program"),
    }


def make_actions(parent: QWidget) -> dict[ActionId, QAction]:
    """Return an action for each row, owned by ``parent`` and active in its window."""
    made = {row.id: _make(row, parent) for row in rows()}
    parent.addActions(list(made.values()))
    return made


def keys_text(row: Row) -> str:
    """Return the keys of a row as this system writes them."""
    text = QKeySequence.SequenceFormat.NativeText
    return any_of(QKeySequence(key).toString(text) for key in row.keys)


def _make(row: Row, parent: QWidget) -> QAction:
    action = QAction(row.text, parent)
    action.setObjectName(f"action_{row.id}")
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    action.setData(row.id)
    action.setToolTip(f"{row.help} ({keys_text(row)})")
    action.setIconText(f" {row.text}")  # a little room after the picture
    put_icon(action, row.icon)
    return action
