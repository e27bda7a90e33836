"""Lets a page go when nobody waits: hundreds of controls take a turn of their own."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.widgets.slices import Later, Slices


def let_go(page: QWidget, stack: QStackedWidget) -> None:
    """Take a page out of the stack in which it lies; nothing of it is made any more.

    Not for pages of a clinic that is being locked: those must go at once.
    """
    stack.removeWidget(page)
    page.setParent(stack)  # else nobody would hold it until that turn
    page.hide()
    for one in page.findChildren(Slices):
        one.stop()
    Later(page.deleteLater, page).ask()
