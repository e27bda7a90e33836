"""Pictures of a tour tell nothing of the machine on which it was played."""

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.commands.album import Album
from desktop.commands.dressing import PLAIN


class Posing(QWidget):
    """A window that remembers what it said when it was pictured."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.label = QLabel(text, self)
        self.said = ""

    def grab(self, *_part: object) -> QPixmap:
        self.said = self.label.text()
        return super().grab()


def test_a_path_begins_at_a_made_up_place_while_it_is_pictured(
    qtbot: QtBot, tmp_path: Path
) -> None:
    home, pictures = tmp_path / "home", tmp_path / "pictures"
    path = str(home / "003" / "home" / "BACKUP STICK")
    window = Posing(f"Newest there: {path}, {home}")
    qtbot.addWidget(window)
    window.show()
    pictures.mkdir()
    Album(pictures, home).picture(window, "backups", PLAIN)
    assert window.said == f"Newest there: {Path('E:', 'home', 'BACKUP STICK')}, E:"
    assert window.label.text() == f"Newest there: {path}, {home}"
    assert [one.name for one in pictures.iterdir()] == ["01-backups-light.png"]
