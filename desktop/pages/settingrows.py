"""The rows of settings: each shows what is chosen on this computer, and keeps what is chosen."""

from typing import Final

from PySide6.QtCore import QObject, Slot

from desktop.looks import Looks
from desktop.settings import LOCK_MINUTES, SCALES, Settings, SettingsFile
from desktop.speaking import languages
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import Section
from desktop.words import ntr, tr

OFF: Final = "off"
ON: Final = "on"
OFTEN_CHOSEN: Final = (1, 2, 3, 5, 10, 15)


class ChosenRow(QObject):
    """One setting as a line of answers; there is always one chosen."""

    def __init__(
        self, section: Section, name: str, settings: SettingsFile, choices: tuple[Choice, ...]
    ) -> None:
        super().__init__(section)
        self.name = name
        self._settings = settings
        self.choice = ChoiceButtons(choices, section)
        self.show_value()
        self.choice.changed.connect(self.on_changed)

    def say(self, section: Section, label: str, told: str) -> "ChosenRow":
        """Stand in a section, with a label and a line of help."""
        section.row(label, self.choice, told)
        return self

    def show_value(self) -> None:
        """Show what is chosen now: a key may have changed it."""
        self.choice.set_value(_code(self._settings.now, self.name))

    @Slot()
    def on_changed(self) -> None:
        """Keep what was chosen; an answer that was taken back is chosen again."""
        code = self.choice.value()
        if not code:
            self.show_value()
        elif code != _code(self._settings.now, self.name):
            self.keep(code)

    def keep(self, code: str) -> None:
        """Keep a choice on this computer."""
        self._settings.keep(_with(self._settings.now, self.name, code))


class LookRow(ChosenRow):
    """A setting of colours or text size: it is to be seen at once."""

    looks: Looks

    def keep(self, code: str) -> None:
        """Keep a choice, and dress the window by it."""
        now = _with(self._settings.now, self.name, code)
        self.looks.choose(now.scheme, now.text_scale)


def screen_rows(section: Section, settings: SettingsFile, looks: Looks) -> tuple[ChosenRow, ...]:
    """Add how the screen looks on this computer."""
    spoken = tuple(Choice(code, name) for code, name in languages().items())
    told = tr(
        "What you see on the screen, from the next start on. Handouts have their own choice. "
        "No clinician has reviewed the Spanish of the screen yet: in doubt the English counts."
    )
    rows = [ChosenRow(section, "language", settings, spoken).say(section, tr("Language"), told)]
    for name, choices, label, told in (
        ("scheme", _schemes(), tr("Colours"), tr("Ctrl+Shift+D changes between light and dark.")),
        ("text_scale", _scales(), tr("Text size"), tr("Ctrl and + or − change it on any page.")),
    ):
        row = LookRow(section, name, settings, choices)
        row.looks = looks
        rows.append(row.say(section, label, told))
    return tuple(rows)


def work_rows(section: Section, settings: SettingsFile) -> tuple[ChosenRow, ...]:
    """Add how people like to work on this computer."""
    words = (
        (
            "questions",
            (Choice("list", tr("All as a list")), Choice("single", tr("One at a time"))),
            tr("Red-flag questions"),
            tr("The same questions either way; none is ever answered beforehand."),
        ),
        (
            "examination",
            (Choice("test", tr("By test")), Choice("root", tr("By nerve root"))),
            tr("Examination"),
            tr("In which order findings are gone through."),
        ),
        (
            "box_numbers",
            (Choice(ON, tr("Shown")), Choice(OFF, tr("Hidden"))),
            tr("Box numbers"),
            tr("The numbers of the paper sheets beside the questions."),
        ),
        (
            "lock_minutes",
            _minutes(settings.now.lock_minutes),
            tr("Lock after"),
            tr("So long nobody touches keys or mouse. What is being typed is kept."),
        ),
    )
    return tuple(
        ChosenRow(section, name, settings, choices).say(section, label, told)
        for name, choices, label, told in words
    )


def _schemes() -> tuple[Choice, ...]:
    return (
        Choice("system", tr("As the computer")),
        Choice("light", tr("Light")),
        Choice("dark", tr("Dark")),
        Choice("light-high", tr("Light, high contrast")),
        Choice("dark-high", tr("Dark, high contrast")),
    )


def _scales() -> tuple[Choice, ...]:
    said = tr("{percent} %")
    return tuple(Choice(str(scale), said.format(percent=round(100 * scale))) for scale in SCALES)


def _minutes(now: int) -> tuple[Choice, ...]:
    """Return some of the times after which the screen may lock, and the one in use."""
    return tuple(
        Choice(str(count), ntr("{count} minute", "{count} minutes", count))
        for count in LOCK_MINUTES
        if count in OFTEN_CHOSEN or count == now
    )


def _code(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if isinstance(value, bool):
        return ON if value else OFF
    return str(value)


def _with(settings: Settings, name: str, code: str) -> Settings:
    value = getattr(settings, name)
    told: object = code
    if isinstance(value, bool):
        told = code == ON
    elif isinstance(value, int | float):
        told = type(value)(code)
    return Settings(**{**settings._asdict(), name: told})
