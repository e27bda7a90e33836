"""Takes the pictures of docs/screens/tour anew, and writes the page that leads through them.

python packaging/dev.py pictures             plays the tour, then writes the pictures
python packaging/dev.py pictures --taken DIR  takes them from a tour that was played already

Each page and state on light; one visit on dark as well, and its start with text at 200 % and
mirrored. So many colours are enough for a page, each tint stays what it is, and a picture without
loss takes 25 kB. Only what differs is written, so that a page which did not change does not change
its file. The pictures of the README and the guide are others: they were chosen by hand and stay as
they are.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parent.parent
TOLD: Final = Path(__file__).with_suffix(".toml")
SCREENS: Final = ROOT / "docs" / "screens" / "tour"
INDEX: Final = SCREENS.parent / "README.md"
COLOURS: Final = 32
ROUNDS: Final = 2
"""Of moving each colour to the middle of those that it stands for."""
MOST_BYTES: Final = 6_000_000
KIND: Final = ".webp"
PLAIN: Final = "light"
LOOKS: Final = {
    PLAIN: "",
    "dark": "The same on dark",
    "large": "The same with text at 200 %",
    "mirrored": "The same from right to left, with words as long as in other languages",
}
NUMBERED: Final = re.compile(rf"\d+-(?P<scene>.+)-(?P<look>{'|'.join(LOOKS)})\.png")
HEAD: Final = """# Every page and state

Pictures of a clinic that does not exist, taken by `python3 packaging/dev.py pictures`, which writes
this page as well; what it says of each scene stands in `packaging/pictures.toml`.
"""


def main() -> int:
    """Take the pictures; answer 0 when all of them were taken and fit."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=(__doc__ or "")[:80])
    parser.add_argument("--taken", type=Path, help="a folder with the pictures of a tour")
    args = parser.parse_args()
    if args.taken:
        return renew(args.taken)
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "desktop", "demo", "--tour", folder]
        apart = os.environ | {"XDG_DATA_HOME": str(Path(folder, "home"))}
        return subprocess.run(words, cwd=ROOT, env=apart).returncode or renew(Path(folder))


def renew(taken: Path) -> int:
    """Write the pictures of a tour, drop those of scenes that are gone, and write the index."""
    SCREENS.mkdir(exist_ok=True)
    found = scenes(taken)
    kept = {path.stem: path for path in SCREENS.glob(f"*{KIND}")}
    for gone in sorted(set(kept) - set(found)):
        kept[gone].unlink()
    for name, path in found.items():
        write(SCREENS / f"{name}{KIND}", small(path))
    INDEX.write_text(index(pages(), found), "utf-8")
    size = sum(path.stat().st_size for path in SCREENS.iterdir())
    print(f"{len(found)} pictures in docs/screens/tour, {size / 1e6:.1f} MB")
    return 0 if found and size < MOST_BYTES else 1


def scenes(taken: Path) -> dict[str, Path]:
    """Return the pictures of a tour by the names that they get, in their order."""
    found = ((path, NUMBERED.fullmatch(path.name)) for path in sorted(taken.glob("*.png")))
    return {named(match["scene"], match["look"]): path for path, match in found if match}


def named(scene: str, look: str) -> str:
    """Return the name of the picture of a scene in a look."""
    return scene if look == PLAIN else f"{scene}-{look}"


def pages() -> dict[str, dict[str, str]]:
    """Return what is told of each scene, page by page."""
    return tomllib.loads(TOLD.read_text("utf-8"))


def index(told: Mapping[str, Mapping[str, str]], pictures: Iterable[str]) -> str:
    """Return the page that leads through the pictures."""
    there, lines = set(pictures), [HEAD]
    for page, states in told.items():
        lines += [f"## {page}\n", "| Picture | State | What it shows |", "|---|---|---|"]
        for scene, sentence in states.items():
            lines += [row for name, row in rows(scene, sentence) if name in there]
        lines.append("")
    return "\n".join(lines)


def rows(scene: str, sentence: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a scene in each look, each beside the name of its picture."""
    for look, also in LOOKS.items():
        name, said = named(scene, look), f"{also}." if also else sentence
        yield name, f"| ![{name}](tour/{name}{KIND}) | {name} | {said} |"


def small(path: Path) -> bytes:
    """Return a picture in few colours, as small as it gets without loss."""
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    few = whole.quantize(COLOURS, kmeans=ROUNDS, dither=Image.Dither.NONE).convert("RGB")
    made = BytesIO()
    few.save(made, "WEBP", lossless=True, quality=100, method=4)
    return made.getvalue()


def write(path: Path, content: bytes) -> None:
    """Write a picture unless it shows what is there already."""
    if not path.exists() or not is_alike(path.read_bytes(), content):
        path.write_bytes(content)


def is_alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same."""
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        return first.size == second.size and (
            first.convert("RGB").tobytes() == second.convert("RGB").tobytes()
        )


if __name__ == "__main__":
    sys.exit(main())
