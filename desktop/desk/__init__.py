"""The desk between the pages and the rooms: pages ask it by name, it asks the store and the rules.

Pages never see an exception. Expected trouble reaches them as ``Trouble``; a fault of the program
is logged, told once by the window, and reaches them as ``Trouble("bug")``.
"""

from desktop.desk.desk import Desk
from desktop.desk.opened import Opened, open_records

__all__ = ["Desk", "Opened", "open_records"]
