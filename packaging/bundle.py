"""Makes what a clinic installs: a folder with the program and its Python, packed for the system.

python packaging/dev.py bundle            the folder, its archive, list of parts and check sums
python packaging/dev.py bundle --install  on Debian, then also installs the package it made

Everything lands in build/bundle/out. PyInstaller works in an environment of its own, from a lock of
its own, so that nothing of the developer's gets in. The same commit gives the same content.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

from dev import BUNDLE_LOCK, ROOT, RUN_LOCK, Trouble, lock_hash, say

WORK = ROOT / "build" / "bundle"
OUT = WORK / "out"
VENV = WORK / "venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
FOLDER = WORK / "dist" / "foramen"
SPEC = ROOT / "packaging" / "foramen.spec"
ICON = ROOT / "resources" / "icons" / "foramen.svg"
LINUX = ROOT / "packaging" / "linux"
ARCHITECTURES = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
KIBIBYTE = 1024
# Where the parts of the Debian package go.
INSIDE = {
    LINUX / "foramen.desktop": "usr/share/applications/foramen.desktop",
    ICON: "usr/share/icons/hicolor/scalable/apps/foramen.svg",
    ROOT / "docs" / "licences.md": "usr/share/doc/foramen/licences.md",
    ROOT / "LICENSE": "usr/share/doc/foramen/copyright",
}


def main() -> int:
    """Make the bundle for the system this runs on."""
    parser = argparse.ArgumentParser(
        prog="dev.py bundle", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--install", action="store_true", help="install the Debian package, too")
    args = parser.parse_args()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    set_up()
    freeze()
    made = [archive()]
    if sys.platform.startswith("linux"):
        made.append(debian_package())
    made.append(parts_list())
    check_sums(made)
    for path in made:
        say(f"{path.relative_to(ROOT)}: {path.stat().st_size / KIBIBYTE**2:.1f} MB")
    if args.install:
        packed = next(path for path in made if path.suffix == ".deb")
        run("apt-get", "install", "-y", "--no-install-recommends", packed)
    return 0


def set_up() -> None:
    """Make the environment that PyInstaller works in, unless it is there."""
    stamp = VENV / "installed.txt"
    wanted = lock_hash(BUNDLE_LOCK)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    say("Setting up what makes the bundle (some minutes the first time).")
    run(sys.executable, "-m", "venv", "--clear", VENV)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--only-binary=:all:", "-r", BUNDLE_LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(wanted, "utf-8")


def freeze() -> None:
    """Let PyInstaller make the folder, and write into it which commit it is of."""
    draw = "import sys; from PySide6.QtGui import QIcon, QGuiApplication as A; a = A(sys.argv);"
    draw += "sys.exit(not QIcon(sys.argv[1]).pixmap(256, 256).save(sys.argv[2]))"
    run(PYTHON, "-c", draw, ICON, WORK / "foramen.png", QT_QPA_PLATFORM="offscreen")
    places = ("--distpath", FOLDER.parent, "--workpath", WORK / "work")
    quietly = ("--noconfirm", "--log-level", "WARN")
    made_of = {"SOURCE_DATE_EPOCH": str(commit_time()), "PYTHONHASHSEED": "0"}
    run(PROGRAMS / "pyinstaller", *quietly, *places, SPEC, **made_of)
    (FOLDER / "commit.txt").write_text(f"{version()} {git('rev-parse', 'HEAD')}\n", "utf-8")


def archive() -> Path:
    """Pack the folder for who may not install anything: unpack it anywhere and start it."""
    path = OUT / f"foramen-{version()}-{sys.platform}-{architecture()}.tar.gz"
    made = path.with_suffix("")
    with tarfile.open(made, "w", format=tarfile.PAX_FORMAT) as packed:
        for part in sorted(FOLDER.rglob("*")):
            inside = Path("foramen") / part.relative_to(FOLDER)
            packed.add(part, str(inside), recursive=False, filter=of_nobody)
    run("gzip", "-9", "--no-name", made)
    return path


def of_nobody(part: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who packed it, and when."""
    part.uid = part.gid = 0
    part.uname = part.gname = ""
    part.mtime = commit_time()
    return part


def debian_package() -> Path:
    """Pack the folder for Debian and what comes from it; ``dpkg-deb`` does it."""
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(FOLDER, root / "usr/lib/foramen", symlinks=True)
    for source, inside in INSIDE.items():
        (root / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, root / inside)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/foramen").symlink_to("../lib/foramen/foramen")
    control = (LINUX / "control.in").read_text("utf-8")
    told = {"version": version(), "architecture": architecture(), "size": str(size_of(root))}
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control.format(**told), "utf-8")
    for part in (root, *root.rglob("*")):
        if not part.is_symlink():
            part.chmod(0o755 if part.is_dir() or os.access(part, os.X_OK) else 0o644)
    path = OUT / f"foramen_{version()}_{architecture()}.deb"
    epoch = {"SOURCE_DATE_EPOCH": str(commit_time())}
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", root, path, **epoch)
    return path


def parts_list() -> Path:
    """Write which libraries in which versions are inside, as CycloneDX."""
    path = OUT / f"foramen-{version()}.cdx.json"
    run(
        *(PROGRAMS / "cyclonedx-py", "requirements", "--output-reproducible"),
        *("--pyproject", ROOT / "pyproject.toml", "--output-file", path, RUN_LOCK),
    )
    return path


def check_sums(made: list[Path]) -> None:
    """Write a SHA-256 of each file, as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    (OUT / "SHA256SUMS").write_text("".join(lines), "utf-8")


def version() -> str:
    """Return the program's version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def architecture() -> str:
    """Return Debian's name of this machine's architecture."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ["PROCESSOR_ARCHITECTURE"]
    return ARCHITECTURES.get(machine, machine)


def size_of(root: Path) -> int:
    """Return how much room the files of a folder take, in KiB."""
    return sum(part.lstat().st_size for part in root.rglob("*") if part.is_file()) // KIBIBYTE


def commit_time() -> int:
    """Return when the commit was made, in seconds since 1970: the date of all that is in it."""
    return int(git("log", "-1", "--format=%ct"))


def git(*words: str) -> str:
    """Return what git answers."""
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def run(*command: str | Path, **environment: str) -> None:
    """Run a program, or stop."""
    words = [str(word) for word in command]
    if subprocess.run(words, cwd=ROOT, env=os.environ | environment).returncode:
        raise Trouble(f"{Path(words[0]).name} could not do its part: its own message is above.")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"bundle: {trouble}")
