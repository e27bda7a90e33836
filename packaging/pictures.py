"""Takes the pictures of docs/screens/tour anew: each page and state once, in 256 colours.

python packaging/dev.py pictures             plays the tour, then writes the pictures
python packaging/dev.py pictures --taken DIR  takes them from a tour that was played already

Only what differs is written, so that a page which did not change does not change its file.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parent.parent
SCREENS: Final = ROOT / "docs" / "screens" / "tour"
COLOURS: Final = 256
MOST_BYTES: Final = 6_000_000
LOOK: Final = "light"
NUMBERED: Final = re.compile(rf"\d+-(?P<scene>.+)-{LOOK}\.png")


def main() -> int:
    """Take the pictures; answer 0 when all of them were taken and fit."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=(__doc__ or "")[:80])
    parser.add_argument("--taken", type=Path, help="a folder with the pictures of a tour")
    args = parser.parse_args()
    if args.taken:
        return renew(args.taken)
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "desktop", "demo", "--tour", folder]
        return subprocess.run(words, cwd=ROOT).returncode or renew(Path(folder))


def renew(taken: Path) -> int:
    """Write the pictures of a tour, and drop those of scenes that are gone."""
    SCREENS.mkdir(exist_ok=True)
    made = {name: small(path) for path, name in scenes(taken)}
    kept = {path.stem: path for path in SCREENS.glob("*.png")}
    for gone in sorted(set(kept) - set(made)):
        kept[gone].unlink()
    for name, content in made.items():
        path = SCREENS / f"{name}.png"
        if not path.exists() or not is_alike(path.read_bytes(), content):
            path.write_bytes(content)
    size = sum(path.stat().st_size for path in SCREENS.glob("*.png"))
    print(f"{len(made)} pictures in docs/screens/tour, {size / 1e6:.1f} MB")
    return 0 if made and size < MOST_BYTES else 1


def scenes(taken: Path) -> list[tuple[Path, str]]:
    """Return the pictures of one look with the names of their scenes, in their order."""
    found = ((path, NUMBERED.fullmatch(path.name)) for path in sorted(taken.glob("*.png")))
    return [(path, match["scene"]) for path, match in found if match]


def small(path: Path) -> bytes:
    """Return a picture in few colours, as small as PNG makes it."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    made = BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def is_alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same."""
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        return first.size == second.size and (
            first.convert("RGB").tobytes() == second.convert("RGB").tobytes()
        )


if __name__ == "__main__":
    sys.exit(main())
