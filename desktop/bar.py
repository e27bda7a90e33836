"""The bar of actions and its menu; made after the first paint, shown once a clinic is open."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from desktop import theme
from desktop.actions import Acting, ActionId, keys_text, make_actions, menu_names, rows
from desktop.widgets.shortened import Shortened
from desktop.words import tr

BY_PAGE: Final[tuple[ActionId, ...]] = (
    "back",
    "save",
    "sign",
    "print",
    "emergency",
    "tab_1",
    "tab_2",
    "tab_3",
    "tab_4",
    "medical",
    "problem",
    "escalate",
    "flags",
    "refer",
    "episode",
    "merge",
    "refresh",
    "amend",
    "in_error",
    "old_values",
    "as_known",
    "box_numbers",
    "who_looked",
    "call",
)
UNLOCKED_ONLY: Final[tuple[ActionId, ...]] = (
    "find",
    "new_patient",
    "moves",
    "worklist",
    "next_patient",
    "recall",
    "handover",
    "figures",
    "backups",
    "people",
    "access_log",
    "move_here",
    "lock",
)
NOT_IN_DEMO: Final[tuple[ActionId, ...]] = ("move_here", "demo")
"""What leads to another clinic: nobody moves into a made-up one, and it is the demo already."""
FOR_CLINICIANS: Final[tuple[ActionId, ...]] = (
    "sign",
    "flags",
    "episode",
    "merge",
    "amend",
    "in_error",
    "who_looked",
    "access_log",
)
AT_START: Final[tuple[ActionId, ...]] = ("worklist", "find", "new_patient")
LEAST_TARGET: Final = 32
AT_END: Final[tuple[ActionId, ...]] = ("scheme", "lock")


class Bar(QToolBar):
    """Everyday actions as buttons, all others in a menu."""

    chosen = Signal(str)  # ActionId

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(tr("Actions"), window)
        self.by_id = make_actions(window)
        self.clinic = Shortened(self)
        self.menu_button = QToolButton(self)
        self._group = QActionGroup(self)
        self._is_unlocked = False
        self._shut: frozenset[ActionId] = frozenset()
        self._lay_out()
        self._connect()
        self.name_reversals("", "")
        self.hide()

    def name_reversals(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; an empty name means nothing."""
        words: tuple[tuple[ActionId, str, str], ...] = (
            ("undo", tr("Undo"), undo),
            ("redo", tr("Redo"), redo),
        )
        for action_id, verb, named in words:
            action = self.by_id[action_id]
            action.setEnabled(bool(named) and self._is_unlocked)
            action.setText(f"{verb}: {named}" if named else verb)

    def unlock(self, whose: str, *, is_clinician: bool = True) -> None:
        """Show the bar of an open clinic; what is for clinicians says so to others."""
        self._is_unlocked = True
        self._shut = frozenset() if is_clinician else frozenset(FOR_CLINICIANS)
        for row in rows():
            if row.id in FOR_CLINICIANS:
                why = tr("For clinicians. Ask one of them to do it.")
                tip = why if row.id in self._shut else f"{row.help} ({keys_text(row)})"
                self.by_id[row.id].setToolTip(tip)
        self.clinic.setText(whose)
        self.show()

    def lock(self) -> None:
        """Hide the bar and refuse what needs an open clinic."""
        self._is_unlocked = False
        self.clinic.clear()
        self.name_reversals("", "")
        self.hide()

    def offer(self, page: object, *, is_demo: bool) -> None:
        """Offer what makes sense on the page in front."""
        for name in UNLOCKED_ONLY:
            self.by_id[name].setEnabled(self._is_unlocked and name not in self._shut)
        acting = page if self._is_unlocked and isinstance(page, Acting) else None
        for name in BY_PAGE:
            can = acting is not None and acting.can(name)
            self.by_id[name].setEnabled(can and name not in self._shut)
        for name in NOT_IN_DEMO:
            is_open = self._is_unlocked or name not in UNLOCKED_ONLY
            self.by_id[name].setEnabled(is_open and not is_demo)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._size_icons()

    @Slot(QAction)
    def on_triggered(self, action: QAction) -> None:
        if action.data() == "menu":
            self.menu_button.showMenu()
        else:
            self.chosen.emit(action.data())

    def _size_icons(self) -> None:
        side = theme.pixels(theme.ICON_PIXELS)
        self.setIconSize(QSize(side, side))

    def _connect(self) -> None:
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for action in self.by_id.values():
            self._group.addAction(action)
        self._group.triggered.connect(self.on_triggered)

    def _lay_out(self) -> None:
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in AT_START:
            self.addAction(self.by_id[name])
        self.clinic.setProperty("role", "muted")
        self.clinic.setContentsMargins(12, 0, 12, 0)
        self.clinic.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self.clinic)
        for name in AT_END:
            self.addAction(self.by_id[name])
            button = self.widgetForAction(self.by_id[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
                button.setAccessibleName(self.by_id[name].text())
        self._fill_menu()
        self.addWidget(self.menu_button)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumSize(LEAST_TARGET, LEAST_TARGET)
        self._size_icons()

    def _fill_menu(self) -> None:
        menu = QMenu(self.menu_button)
        for name, title in menu_names().items():
            part = menu.addMenu(title)
            for row in rows():
                if row.menu == name and row.id != "menu":
                    part.addAction(self.by_id[row.id])
        self.menu_button.setMenu(menu)
        self.menu_button.setText(f" {tr('Menu')}")
        self.menu_button.setToolTip(self.by_id["menu"].toolTip())
        self.menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.put_icon(self.menu_button, "list")
