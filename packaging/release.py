"""Says what is still missing before the version in pyproject.toml may be released.

python packaging/dev.py release    each line of docs/release.md that a program can look at
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "build" / "bundle" / "out"
MOST_PACKAGE_BYTES: Final = 60_000_000
MOST_FOLDER_BYTES: Final = 170_000_000
KINDS: Final = (".deb", ".tar.gz", ".cdx.json") if sys.platform == "linux" else (".cdx.json",)
"""What is handed out: packages, and the list of what is inside."""


def version() -> str:
    """Return the version that is to be released."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def git(*words: str) -> str:
    """Return what git answers."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def tree() -> str:
    """Tell what is not committed."""
    changed = git("status", "--porcelain", "--untracked-files=no")
    return f"not committed: {', '.join(changed.split()[1::2])}" if changed else ""


def changelog() -> str:
    """Tell whether the changelog begins with this version and a day."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = next((line for line in text.splitlines() if line.startswith("## ")), "")
    wanted = rf"## {re.escape(version())} - \d{{4}}-\d{{2}}-\d{{2}}"
    return "" if re.fullmatch(wanted, newest) else f"CHANGELOG.md begins with “{newest}”"


def tag() -> str:
    """Tell whether this version was released before."""
    return f"v{version()} is tagged already" if git("tag", "--list", f"v{version()}") else ""


def bundle() -> str:
    """Tell whether the bundle is of this commit."""
    told = ROOT / "build" / "bundle" / "dist" / "foramen" / "commit.txt"
    wanted = f"{version()} {git('rev-parse', 'HEAD')}"
    if not told.exists():
        return "no bundle: `python3 packaging/dev.py bundle`"
    of = told.read_text("utf-8").strip()
    return "" if of == wanted else f"the bundle is of {of}"


def sizes() -> str:
    """Tell what is larger than it may be."""
    package = next(OUT.glob("foramen_*.deb"), None)
    folder = ROOT / "build" / "bundle" / "dist" / "foramen"
    sizes = {
        "the package": (package.stat().st_size if package else 0, MOST_PACKAGE_BYTES),
        "the folder": (
            sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file()),
            MOST_FOLDER_BYTES,
        ),
    }
    over = [
        f"{name} has {size / 1e6:.0f} MB" for name, (size, most) in sizes.items() if size > most
    ]
    return ", ".join(over)


def sums() -> str:
    """Tell which file of the bundle is missing from the check sums, or is another than they say."""
    told = OUT / "SHA256SUMS"
    if not told.exists():
        return "no check sums"
    named = {name: sha for sha, name in (line.split("  ", 1) for line in lines(told))}
    wanted = {path.name for path in OUT.iterdir()} - {told.name}
    missing = sorted(wanted - set(named)) + [kind for kind in KINDS if not ends(named, kind)]
    wrong = sorted(name for name, sha in named.items() if sha_of(OUT / name) != sha)
    return ", ".join([*(f"no {name}" for name in missing), *(f"{name} differs" for name in wrong)])


def lines(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text("utf-8").splitlines()


def ends(names: Iterable[str], kind: str) -> bool:
    """Say whether one of the names is of a kind."""
    return any(name.endswith(kind) for name in names)


def sha_of(path: Path) -> str:
    """Return the SHA-256 of a file, "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


LOOKS: Final[dict[str, Callable[[], str]]] = {
    "everything is committed": tree,
    "the changelog names the version and the day": changelog,
    "the version is new": tag,
    "the bundle is of this commit": bundle,
    "the bundle is small enough": sizes,
    "its parts are listed, its sums are right": sums,
}


def main() -> int:
    """Say of each line whether it is so; answer 0 when all are."""
    told = {line: look() for line, look in LOOKS.items()}
    for line, trouble in told.items():
        print(f"{'ok' if not trouble else 'NO'}  {line}{': ' if trouble else ''}{trouble}")
    print("By hand: docs/release.md.")
    return 1 if any(told.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
