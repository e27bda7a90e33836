"""The names of everything that can be done, and what a row of the table of actions says."""

from typing import Literal, NamedTuple, TypeAlias

MenuName: TypeAlias = Literal["patient", "visit", "view", "program"]
ActionId: TypeAlias = Literal[
    "find",
    "new_patient",
    "back",
    "save",
    "sign",
    "undo",
    "redo",
    "amend",
    "in_error",
    "old_values",
    "as_known",
    "box_numbers",
    "who_looked",
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
    "moves",
    "worklist",
    "next_patient",
    "call",
    "recall",
    "handover",
    "figures",
    "refresh",
    "scheme",
    "contrast",
    "larger",
    "smaller",
    "normal_size",
    "menu",
    "keys",
    "backups",
    "people",
    "access_log",
    "move_here",
    "demo",
    "settings",
    "sources",
    "report",
    "about",
    "lock",
    "close",
]


class Row(NamedTuple):
    """One thing that can be done: its name, words, keys, picture and menu."""

    id: ActionId
    text: str
    keys: tuple[str, ...]
    help: str
    icon: str
    menu: MenuName
