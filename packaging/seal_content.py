"""Seals the content: writes resources/seal.json, by which the program checks itself at start.

python packaging/seal_content.py      `packaging/dev.py seal` calls it
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from resources import seal  # noqa: E402


def written(folder: Path = seal.HERE) -> str:
    """Return the manifest of the content as it is now."""
    told = {"format": "foramen-seal/1", "files": seal.checksums(folder)}
    return json.dumps(told, indent=1) + "\n"


if __name__ == "__main__":
    (seal.HERE / seal.MANIFEST).write_text(written(), "utf-8")
