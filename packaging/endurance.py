"""Wears the store out: ``dev.py endurance``. Kills, cuts of power, bit flips and full disks.

Takes some minutes and a quiet machine; the figures go into docs/reliability.md by hand.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run every trial and tell what came of it; 1 when anything acknowledged was lost."""
    sys.path.insert(0, str(ROOT))
    from tests.endurance.trials import run_all

    return run_all()


if __name__ == "__main__":
    sys.exit(main())
