"""A conclusion as a card; "Why?" opens rule, what it read, source and what is missing."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.models.findings import Conclusion, Told
from desktop.widgets.form import chip, heading, muted, plain, restyled
from desktop.words import tr


class WhyCard(QFrame):
    """One conclusion; its reasons open beneath it."""

    def __init__(self, conclusion: Conclusion, parent: QWidget) -> None:
        super().__init__(parent)
        self.conclusion = conclusion
        self.setProperty("role", "card")
        restyled(self, "weight", conclusion.weight)
        self.setAccessibleName(f"{conclusion.title} {conclusion.headline}".strip())
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.box.setSpacing(6)
        self.reasons = QWidget(self)
        self.reasons.hide()
        self.why = QPushButton(tr("Why?"), self)
        self._lay_out()
        self.why.clicked.connect(self.on_why)

    @Slot()
    def on_why(self) -> None:
        """Open the reasons, or close them."""
        self.set_open(self.reasons.isHidden())

    def set_open(self, is_open: bool) -> None:
        """Show the reasons or hide them; they are made when they are first looked at."""
        if is_open and self.reasons.layout() is None:
            self._fill_reasons()
        self.reasons.setVisible(is_open)
        self.why.setText(tr("Close") if is_open else tr("Why?"))
        theme.put_icon(self.why, "chevron-up" if is_open else "chevron-down", "accent")
        self._name_button()

    def set_plain(self) -> None:
        """Stand inside another card: without a frame of its own."""
        restyled(self, "role", "")
        self.box.setContentsMargins(0, 2, 0, 2)

    def add(self, widget: QWidget) -> None:
        """Put something beneath the conclusion, above its reasons."""
        self.box.insertWidget(self.box.indexOf(self.reasons), widget)

    def put_answer(self, button: QPushButton) -> None:
        """Take the button that answers beside the one that asks why."""
        self._top.insertWidget(self._top.indexOf(self.why), button)

    def _lay_out(self) -> None:
        told = self.conclusion
        quiet = told.weight == "quiet"
        self._top = top = QHBoxLayout()
        top.setSpacing(8)
        headline = plain(told.headline, self, "muted") if quiet else heading(told.headline, self)
        top.addWidget(muted(told.title, self) if told.title else headline, 1)
        if told.chip:
            top.addWidget(chip(told.chip, told.chip_kind, self))
        top.addWidget(self.why)
        self.box.addLayout(top)
        if told.title:
            self.box.addWidget(headline)
        for line in told.lines:
            self.box.addWidget(muted(line, self) if quiet else plain(line, self))
        self.box.addWidget(self.reasons)
        self.why.setProperty("kind", "plain")
        self.why.setAutoDefault(False)
        self.why.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.put_icon(self.why, "chevron-down", "accent")
        self.why.setVisible(bool(told.because))
        self._name_button()

    def _name_button(self) -> None:
        self.why.setAccessibleName(f"{self.why.text()} {self.accessibleName()}")

    def _fill_reasons(self) -> None:
        box = QVBoxLayout(self.reasons)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(12)
        for told in self.conclusion.because:
            box.addWidget(reason_frame(told, self.reasons))


def reason_frame(told: Told, parent: QWidget) -> QFrame:
    """Return one reason: its sentence, what was read, what is missing, rule and source."""
    frame = QFrame(parent)
    frame.setProperty("notice", "info")
    box = QVBoxLayout(frame)
    box.setContentsMargins(14, 8, 12, 10)
    box.setSpacing(4)
    box.addWidget(plain(told.sentence, frame))
    for line in told.inputs:
        box.addWidget(_bullet(line, frame))
    if told.missing:
        missing = tr("Missing: {names}").format(names="; ".join(told.missing))
        box.addWidget(plain(missing, frame))
    if told.rule:
        source = tr("Rule {rule}").format(rule=told.rule)
        if told.source:
            source = tr("Rule {rule} · {source}").format(rule=told.rule, source=told.source)
        box.addWidget(plain(source, frame, "small"))
    return frame


def _bullet(text: str, parent: QWidget) -> QLabel:
    return muted(f"•  {text}", parent)
