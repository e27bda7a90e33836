"""What stands above the lines of an examination: their order, the help, and what the keys do."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.examination import BY_ROOT, BY_TEST
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import muted
from desktop.words import tr


class ExamTools(QWidget):
    """The choice of the order, a button for the help, and a line about the keys."""

    order_chosen = Signal(str)
    """``BY_TEST`` or ``BY_ROOT``."""
    how_toggled = Signal(bool)

    def __init__(self, order: str, parent: QWidget) -> None:
        super().__init__(parent)
        choices = (
            Choice(BY_TEST, tr("By kind of test"), "1"),
            Choice(BY_ROOT, tr("By nerve root"), "2"),
        )
        self.order = ChoiceButtons(choices, self)
        self.order.setAccessibleName(tr("Order of the findings"))
        self.order.set_value(order)
        self.how = QPushButton(tr("How to examine"), self)
        self.how.setCheckable(True)
        self.how.setAutoDefault(False)
        self.how.setProperty("kind", "plain")
        self.how.setToolTip(tr("At a finding: F1 or ?"))
        self.how.setAccessibleDescription(self.how.toolTip())
        self.how.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.put_icon(self.how, "circle-help", "accent")
        self.keys = muted(self._keys(has_last=False), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(flow(self, self.order, self.how, gap=16))
        box.addWidget(self.keys)
        self.order.changed.connect(self.on_order)
        self.how.clicked.connect(self.how_toggled)

    def tell_keys(self, *, has_last: bool) -> None:
        """Say what the keys do; ``=`` only where something was found before."""
        self.keys.setText(self._keys(has_last=has_last))

    @Slot()
    def on_order(self) -> None:
        if self.order.value():
            self.order_chosen.emit(self.order.value())
        else:
            self.order.set_value(BY_TEST)

    def _keys(self, *, has_last: bool) -> str:
        words = tr(
            "One key records a finding and goes on: 0 to 5 for power, the underlined letter for "
            "the rest. Return leaves it open, Backspace takes it back."
        )
        same = tr("The key = records that it is unchanged since the day beneath it.")
        return f"{words} {same}" if has_last else words
