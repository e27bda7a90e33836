"""PySide6 6.12.0 loses a reference to None on each call: on Python 3.11 the program then dies."""

import sys
from importlib.metadata import version

import pytest
from PySide6.QtCore import QObject

CALLS = 1000
NOISE = 100


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on None is not counted")
def test_calls_into_qt_keep_the_references_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert sys.getrefcount(None) - before > -NOISE


def test_qt_is_of_a_series_that_was_tried() -> None:
    assert version("PySide6_Essentials").startswith("6.11.")
    assert version("shiboken6") == version("PySide6_Essentials")
