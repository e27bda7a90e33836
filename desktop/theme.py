"""How the program looks: one palette, one short style sheet, one font, tinted icons."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.sheet import style_sheet
from desktop.tokens import HIGH, PAIRS, SCHEMES, Tokens, contrast, tokens
from resources import font as font_file

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

__all__ = [
    "PAIRS",
    "Tokens",
    "apply",
    "colour",
    "contrast",
    "current",
    "dress_fully",
    "dress_lightly",
    "icon",
    "pixels",
    "put_icon",
    "scheme_in_use",
    "text_scale",
    "tokens",
]

FUSION: Final = "foramen_is_fusion"
"""Set on an application that was started with Fusion: asking for its style costs time."""
POINTS: Final = 10.5
ICON_PIXELS: Final = 20
FAMILY: Final = "Noto Sans"
_SCHEME: Final = "foramen_scheme"
_FOLLOWS: Final = "foramen_follows_system"
_MAY_ASK: Final = "foramen_may_ask_contrast"
_SCALE: Final = "foramen_text_scale"
_ICON: Final = "foramen_icon"
_LIGHTLY: Final = "foramen_dressed_lightly"
_COLOR_SCHEMES: Final = {"light": 1, "dark": 2}  # Qt.ColorScheme; 0 is the system's own
_HIGH_CONTRAST: Final = 1  # Qt.ContrastPreference
_ROLES: Final = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "base"),
    (QPalette.ColorRole.AlternateBase, "alt"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "base"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "danger"),
    (QPalette.ColorRole.ToolTipBase, "base"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Accent, "accent"),
)


def apply(app: QApplication, scheme: str, scale: float = 1.0) -> Tokens:
    """Dress the whole program; ``scheme`` is one of the tokens' or "system", ``scale`` 1 to 2."""
    chosen = _resolve(app, scheme)
    scale = min(2.0, max(1.0, scale))
    colours = tokens(chosen)
    app.setProperty(_FOLLOWS, scheme not in SCHEMES)
    app.setProperty(_SCHEME, chosen)
    app.setProperty(_SCALE, scale)
    is_light = bool(app.property(_LIGHTLY))
    mirrored, font = app.isRightToLeft(), FAMILY if is_light else ""
    sheet = style_sheet(colours, POINTS * scale, font=font, is_mirrored=mirrored)
    if app.styleSheet() == sheet:
        return colours
    if not app.styleSheet() and not app.property(FUSION):
        app.setStyle("Fusion")
    _load_fonts()
    if not is_light:  # until then the style sheet names the font: making a QFont takes long
        _set_font(app, scale)
    app.setPalette(_palette(colours))
    app.setStyleSheet(sheet)
    _tint_again(app)
    return colours


def scheme_in_use() -> str:
    """Return the scheme that ``apply`` settled on: light or dark, ordinary or of high contrast."""
    return str(_app_property(_SCHEME) or "light")


def text_scale() -> float:
    """Return how much larger than normal text is shown: 1.0 to 2.0."""
    value = _app_property(_SCALE)
    return value if isinstance(value, float) else 1.0


def current() -> Tokens:
    """Return the colours in use."""
    return tokens(scheme_in_use())


def colour(token: str) -> QColor:
    """Return a colour in use by its token, for painted widgets."""
    return QColor(str(getattr(current(), token)))


def pixels(at_normal_size: float) -> int:
    """Return a length that grows with the text: for icons, columns and painted widgets."""
    return round(at_normal_size * text_scale())


def icon(name: str, token: str = "muted", room: int = 0) -> "QIcon":
    """Return a Lucide icon in the colour of ``token``, with so much room on each side of it."""
    from desktop.icons import drawn_icon

    colours = current()
    inks = str(getattr(colours, token)), colours.control
    return drawn_icon(name, inks, pixels(ICON_PIXELS), room)


def put_icon(target: QObject, name: str, token: str = "muted") -> None:
    """Give a button, an action or a label an icon that follows the scheme and the text size."""
    target.setProperty(_ICON, f"{name} {token}")
    if not _app_property(_LIGHTLY):
        from desktop.icons import room_beside, show_icon

        side = pixels(ICON_PIXELS)
        room = room_beside(target, side)
        show_icon(target, icon(name, token, room), side + 2 * room, side)


def dress_lightly(app: QApplication) -> None:
    """Leave icons, bold letters and the rooms' rules to ``dress_fully``, after the first paint."""
    app.setProperty(_LIGHTLY, True)


def dress_fully(app: QApplication) -> None:
    """Add what was put off, and from now on each thing at once."""
    app.setProperty(_LIGHTLY, False)
    app.setProperty(_MAY_ASK, True)
    _load_fonts()
    is_plain = app.property(_FOLLOWS) and not scheme_in_use().endswith(HIGH)
    high = HIGH if is_plain and _wants_high_contrast(app) else ""
    apply(app, scheme_in_use() + high, text_scale())
    _tint_again(app)


def _resolve(app: QApplication, scheme: str) -> str:
    # Written as a property: ``QtCore.Qt`` takes long to make, and the first page does without it.
    wanted = _COLOR_SCHEMES.get(scheme.removesuffix(HIGH), 0)
    app.styleHints().setProperty("colorScheme", wanted)
    if scheme in SCHEMES:
        return scheme
    # Before we dress it for the first time, the palette is the system's own.
    own = app.style().standardPalette() if app.styleSheet() else app.palette()
    found = "dark" if own.window().color().lightness() < 128 else "light"
    return found + HIGH if _wants_high_contrast(app) else found


def _wants_high_contrast(app: QApplication) -> bool:
    # Asking makes Qt's long list of names, which the first page does without.
    if not app.property(_MAY_ASK):
        return False
    hints = app.styleHints()  # held: what is asked of it goes away with its name
    return hints.accessibility().contrastPreference().value == _HIGH_CONTRAST


def _set_font(app: QApplication, scale: float) -> None:
    from PySide6.QtGui import QFont

    made = QFont(FAMILY)
    made.setPointSizeF(POINTS * scale)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if app.font() != made:
        app.setFont(made)


def _load_fonts() -> None:
    """Add our fonts to Qt's, each once; the bold one after the first paint."""
    for name in ("NotoSans-Regular", "NotoSans-Bold")[: 1 if _app_property(_LIGHTLY) else 2]:
        if not _app_property(name):
            QFontDatabase.addApplicationFont(str(font_file(name)))
            _set_app_property(name, True)


def _palette(colours: Tokens) -> QPalette:
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, QColor(str(getattr(colours, token))))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.control))
    return made


def _tint_again(app: QApplication) -> None:
    for widget in app.allWidgets():
        _tint(widget)
        for action in widget.actions():
            _tint(action)


def _tint(thing: QObject) -> None:
    said = thing.property(_ICON)
    if isinstance(said, str):
        name, token = said.split()
        put_icon(thing, name, token)


def _app_property(name: str) -> object:
    app = QCoreApplication.instance()
    return app.property(name) if app else None


def _set_app_property(name: str, value: object) -> None:
    app = QCoreApplication.instance()
    if app:
        app.setProperty(name, value)
