"""The flows that start from the plan, each one button: escalate, clear, refer, close."""

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.widgets.flow import flow
from desktop.words import tr


class FlowButtons(QWidget):
    """Buttons for what fits: without an open red flag nobody escalates or clears one."""

    wanted = Signal(str)
    """The flow that is wanted, by its ActionId."""

    def __init__(self, parent: QWidget, wanted: SignalInstance, *, has_flags: bool) -> None:
        super().__init__(parent)
        self.wanted.connect(wanted)
        told = {
            "escalate": (tr("Escalate…"), tr("Record calls, transport and arrival (Alt+F3)")),
            "flags": (tr("Clear or confirm a flag…"), tr("See first what that changes (Alt+F5)")),
            "refer": (tr("Refer…"), tr("Referrals and their answers (Alt+F6)")),
            "episode": (tr("Close, relapse…"), tr("Close, reopen, pain that came back (Alt+F7)")),
        }
        fitting = told if has_flags else {name: told[name] for name in ("refer", "episode")}
        self.buttons: dict[str, QPushButton] = {}
        for name, (label, tip) in fitting.items():
            button = QPushButton(label, self)
            button.setToolTip(tip)
            button.setAutoDefault(True)
            button.clicked.connect(self.on_clicked)
            self.buttons[name] = button
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flow(self, *self.buttons.values()))

    @Slot()
    def on_clicked(self) -> None:
        """Tell which flow is wanted."""
        sender = self.sender()
        found = next((name for name, button in self.buttons.items() if button is sender), None)
        if found is not None:
            self.wanted.emit(found)
