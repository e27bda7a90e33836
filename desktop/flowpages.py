"""The pages of the flows by name: each is made anew when it is wanted."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop.pages.escalate import EscalatePage
from desktop.pages.flowpage import FlowPage
from pathway.records import ChartView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.desk import Desk

PAGES: Final["Mapping[str, type[EscalatePage]]"] = {"escalate": EscalatePage}


def page_of(name: str, desk: "Desk", view: ChartView, parent: QWidget) -> FlowPage:
    """Return the page of a flow."""
    return PAGES[name](desk, view, parent)
