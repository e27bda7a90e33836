"""How the window looks, as people change it while they work: colours and text size."""

from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.settings import SettingsFile, next_scale
from desktop.tokens import HIGH


class Looks:
    """Changes colours and text size, and remembers them on this computer."""

    def __init__(self, app: QApplication, settings: SettingsFile) -> None:
        self._app = app
        self._settings = settings

    def change_scheme(self) -> None:
        """Change between light and dark, and leave the contrast as it is."""
        now = theme.scheme_in_use()
        other = now.replace("dark", "light") if "dark" in now else now.replace("light", "dark")
        self._dress(other, self._settings.now.text_scale)

    def change_contrast(self) -> None:
        """Change between ordinary and high contrast."""
        now = theme.scheme_in_use()
        other = now.removesuffix(HIGH) if now.endswith(HIGH) else now + HIGH
        self._dress(other, self._settings.now.text_scale)

    def larger(self) -> None:
        """Make the text one step larger."""
        self._dress(self._settings.now.scheme, next_scale(self._settings.now.text_scale, 1))

    def smaller(self) -> None:
        """Make the text one step smaller."""
        self._dress(self._settings.now.scheme, next_scale(self._settings.now.text_scale, -1))

    def normal_size(self) -> None:
        """Make the text its normal size."""
        self._dress(self._settings.now.scheme, 1.0)

    def choose(self, scheme: str, scale: float) -> None:
        """Show these colours ("system" for those of the computer) and this text size."""
        self._dress(scheme, scale)

    def _dress(self, scheme: str, scale: float) -> None:
        self._settings.keep(self._settings.now._replace(scheme=scheme, text_scale=scale))
        theme.apply(self._app, scheme, scale)
