"""The rail beside a visit: its parts, how far each has got, and the way there."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.form import em


class Step(QPushButton):
    """One part of the visit, with how far it has got."""

    def __init__(self, part: QWidget, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.part = part
        self.name = name
        self._told: tuple[str, bool] | None = None
        self.setProperty("kind", "step")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def tell(self, state: str, *, is_done: bool) -> None:
        """Show how far the part has got."""
        if (state, is_done) == self._told:
            return
        self._told = state, is_done
        self.setText(f"{self.name}   {state}" if state else self.name)
        theme.put_icon(self, "circle-check" if is_done else "minus", "ok" if is_done else "muted")


class Steps(QWidget):
    """The parts of a visit, one beneath the other."""

    chosen = Signal(object)
    """The part to go to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: list[Step] = []
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 20, 0, 16)
        self.box.setSpacing(4)
        self.box.addStretch(1)
        self.setFixedWidth(em(self) * 14)

    def add(self, part: QWidget, name: str) -> None:
        """Add a part at the end."""
        step = Step(part, name, self)
        step.tell("", is_done=False)
        step.clicked.connect(self.on_clicked)
        self.steps.append(step)
        self.box.insertWidget(self.box.count() - 1, step)

    def tell(self, part: QWidget, state: str, is_done: bool = False) -> None:
        """Show how far a part has got."""
        for step in self.steps:
            if step.part is part:
                step.tell(state, is_done=is_done)
                self._widen(step)

    def _widen(self, step: Step) -> None:
        """Have room for all the words of a step."""
        needed = step.sizeHint().width() + self.box.contentsMargins().left()
        if needed > self.width():
            self.setFixedWidth(needed)

    @Slot()
    def on_clicked(self) -> None:
        step = self.sender()
        if isinstance(step, Step):
            self.chosen.emit(step.part)
