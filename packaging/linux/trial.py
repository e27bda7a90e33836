#!/usr/bin/env python3
"""Tries what a clinic installs on a bare Debian without Python, and says of each step what it saw.

sudo python3 packaging/linux/trial.py ROOT [--older OLD.deb] [--picture FILE]

ROOT is a folder with a minimal Debian; where there is none, debootstrap makes it. Installed are the
package and, elsewhere, the archive of build/bundle/out. Both carry out their self-test, the window
shows on a screen of its own, sheets are printed, and after removing the program the records are
what they were. With an older package its records are made first, and opened by the new one.
"""

import argparse
import hashlib
import os
import shlex
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
OUT: Final = ROOT / "build" / "bundle" / "out"
RELEASE: Final = "bookworm"
PERSON: Final = "nurse"
THERE: Final = Path("/srv/trial")
"""Where in the bare system the trial keeps its things."""
RECORDS: Final = f"/home/{PERSON}/.local/share/foramen/clinic"
PHRASE: Final = "a lantern on the quiet hill"
CASE: Final = ROOT / "tests" / "cases" / "onset-about-37-days.case.json"
INSTALL: Final = "DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends"
TOLD: Final = ("patient:", "problem:", "visit:", "finding:", "care:", "revision:")
FEWEST_COLOURS: Final = 100
"""An empty screen has one or two colours, a page with smooth letters many more."""
SHOWN_SECONDS: Final = 60
WINDOW: Final = f"""
set -e
Xvfb :77 -screen 0 1280x800x24 -nolisten tcp -fbdir {THERE} >/dev/null 2>&1 & screen=$!
foramen & window=$!
trap 'kill $window $screen; wait' EXIT
for turn in $(seq {SHOWN_SECONDS}); do
  xdotool search --onlyvisible --class foramen && break
  sleep 1
done
xdotool search --onlyvisible --class foramen getwindowname
sleep 3
cp {THERE}/Xvfb_screen0 {THERE}/seen.xwd
"""


class Trouble(Exception):
    """What did not hold, in one sentence."""


class Bare:
    """A minimal Debian in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, script: str, person: str = "root") -> str:
        """Carry out lines of a shell in it and return what they print."""
        words = ["chroot", str(self.root), "runuser", "-u", person, "--", "sh", "-ec", script]
        env = {
            "HOME": f"/home/{person}",
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
        }
        env |= {"DISPLAY": ":77"}
        done = subprocess.run(words, env=env, capture_output=True, text=True)
        if done.returncode:
            last = (done.stdout + done.stderr).strip()[-1500:]
            raise Trouble(
                f"`{script.strip().splitlines()[-1]}` ended with {done.returncode}: {last}"
            )
        return done.stdout.strip()

    def inside(self, path: str | Path) -> Path:
        """Return where something of it lies, seen from outside."""
        return self.root / str(path).lstrip("/")

    def sums(self, folder: str) -> dict[str, str]:
        """Return a sum of each file in a folder."""
        files = (part for part in self.inside(folder).rglob("*") if part.is_file())
        return {str(part): hashlib.sha256(part.read_bytes()).hexdigest() for part in files}


@contextmanager
def bare_system(root: Path) -> Iterator[Bare]:
    """Give a minimal Debian with what a system mounts; afterwards nothing is mounted any more."""
    if not (root / "bin" / "sh").exists():
        subprocess.run(["debootstrap", "--variant=minbase", RELEASE, str(root)], check=True)
    mounts = (("-t", "proc", "proc", "proc"), ("--bind", "/dev", "dev"))
    try:
        for *words, place in mounts:
            subprocess.run(["mount", *words, str(root / place)], check=True)
        yield Bare(root)
    finally:
        for *_, place in reversed(mounts):
            subprocess.run(["umount", "--lazy", str(root / place)], check=False)


def prepare(bare: Bare) -> None:
    """Put everything in place: who works there, the packages, a case, a passphrase."""
    if shutil.which("python3", path=":".join(str(bare.inside(p)) for p in ("usr/bin", "bin"))):
        raise Trouble("the bare system has a Python: take another one")
    bare.run(f"id {PERSON} >/dev/null 2>&1 || useradd --create-home {PERSON}")
    shutil.rmtree(bare.inside(THERE), ignore_errors=True)
    shutil.rmtree(bare.inside(RECORDS).parent, ignore_errors=True)
    bare.inside(THERE).mkdir(parents=True)
    shutil.copyfile(CASE, bare.inside(THERE / "case.json"))
    bare.inside(THERE / "passphrase").write_text(f"{PHRASE}\n", "utf-8")
    bare.run(f"chown -R {PERSON} {THERE}")
    bare.run("apt-get -qq update")
    with suppress(Trouble):
        bare.run("dpkg --purge foramen")


def install(bare: Bare, package: Path) -> str:
    """Install a package as its reader would; its dependencies come from Debian."""
    shutil.copyfile(package, bare.inside(THERE / package.name))
    is_there = "/usr/lib/foramen" if bare.inside("usr/lib/foramen").exists() else ""
    bare.run(f"dpkg -i {THERE / package.name}" if is_there else f"{INSTALL} {THERE / package.name}")
    return bare.run("cat /usr/lib/foramen/commit.txt")


def self_tests(bare: Bare) -> str:
    """Carry out the self-test of the package and of the archive, unpacked elsewhere."""
    archive = next(OUT.glob("foramen-*-linux-*.tar.gz"))
    elsewhere = THERE / "a stick"
    bare.inside(elsewhere).mkdir()
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(bare.inside(elsewhere))], check=True)
    packed = bare.run("foramen self-test", PERSON)
    unpacked = bare.run(f"{shlex.quote(str(elsewhere / 'foramen/foramen'))} self-test", PERSON)
    shutil.rmtree(bare.inside(elsewhere))
    return f"package: {packed.splitlines()[-1]} archive: {unpacked.splitlines()[-1]}"


def printing(bare: Bare) -> str:
    """Print a care plan and a blank sheet as PDF."""
    bare.run(f"foramen handout {THERE}/case.json --kind care_plan -o {THERE}/plan.pdf", PERSON)
    bare.run(f"foramen sheet --kind intake -o {THERE}/sheet.pdf", PERSON)
    sizes = []
    for name in ("plan.pdf", "sheet.pdf"):
        made = bare.inside(THERE / name).read_bytes()
        if not made.startswith(b"%PDF-"):
            raise Trouble(f"{name} is no PDF")
        sizes.append(f"{name} {len(made) // 1024} KB")
    return ", ".join(sizes)


def records(bare: Bare) -> str:
    """Make a clinic with twelve made-up patients."""
    bare.run(f"mkdir -p {Path(RECORDS).parent}", PERSON)
    made = f"foramen store create --data-dir {RECORDS} --demo 12"
    bare.run(f"{made} --passphrase-file {THERE}/passphrase", PERSON)
    return stats(bare)


def stats(bare: Bare) -> str:
    """Check the records and return what they hold, one line."""
    opened = f"--data-dir {RECORDS} --passphrase-file {THERE}/passphrase"
    bare.run(f"foramen store check {opened}", PERSON)
    told = bare.run(f"foramen store stats {opened}", PERSON).splitlines()
    return ", ".join(line.strip() for line in told if line.strip().startswith(TOLD))


def upgrade(bare: Bare, package: Path, before: str) -> str:
    """Install the new package over the old one: the records open, and a copy was kept before."""
    commit = install(bare, package)
    if stats(bare) != before:
        raise Trouble(f"the records were {before} and are {stats(bare)}")
    kept = sorted(p.name for p in bare.inside(RECORDS).rglob("*.before-*"))
    return f"{commit}: {before}; kept before: {', '.join(kept) or 'nothing, the same schema'}"


def window(bare: Bare, picture: Path | None) -> str:
    """Show the window on a screen of its own and look whether something is painted."""
    bare.run(f"{INSTALL} xvfb xdotool")
    title = bare.run(WINDOW, PERSON).splitlines()[-1]
    width, height, pixels = screen(bare.inside(THERE / "seen.xwd").read_bytes())
    colours = len(set(struct.unpack(f"<{width * height}I", pixels)))
    if colours < FEWEST_COLOURS:
        raise Trouble(f"the screen shows {colours} colours: that is no page")
    if picture is not None:
        rgb = b"".join(
            bytes((pixels[i + 2], pixels[i + 1], pixels[i])) for i in range(0, len(pixels), 4)
        )
        picture.write_bytes(f"P6 {width} {height} 255\n".encode() + rgb)
    return f"“{title}” with {colours} colours"


def screen(dump: bytes) -> tuple[int, int, bytes]:
    """Return width, height and pixels of what Xvfb keeps of its screen (the format of xwd)."""
    header = struct.unpack(">25I", dump[:100])
    begin = header[0] + header[19] * 12
    width, height, line = header[4], header[5], header[12]
    rows = (dump[begin + line * row :][: width * 4] for row in range(height))
    return width, height, b"".join(rows)


def removal(bare: Bare) -> str:
    """Purge the program: the records are what they were, and nothing else stays."""
    before = bare.sums(RECORDS)
    bare.run("apt-get purge -qq -y foramen")
    if bare.sums(RECORDS) != before or not before:
        raise Trouble("removing the program altered the records")
    left = [path for path in ("usr/lib/foramen", "usr/bin/foramen") if bare.inside(path).exists()]
    if left:
        raise Trouble(f"removing the program left {', '.join(left)}")
    return f"{len(before)} files of records are as they were"


def steps(bare: Bare, args: argparse.Namespace) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield what is tried, in order."""
    package = next(OUT.glob("foramen_*.deb"))
    before = ""

    def begin() -> str:
        nonlocal before
        before = records(bare)
        return before

    if args.older:
        yield "older package", lambda: install(bare, args.older)
        yield "its records", begin
        yield "new one over it", lambda: upgrade(bare, package, before)
    else:
        yield "package", lambda: install(bare, package)
        yield "records", begin
    yield "self-tests", lambda: self_tests(bare)
    yield "printed", lambda: printing(bare)
    yield "window", lambda: window(bare, args.picture)
    yield "removed", lambda: removal(bare)


def main() -> int:
    """Try everything; answer 0 when all of it held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("root", type=Path, help="folder of a minimal Debian; made if need be")
    parser.add_argument("--older", type=Path, help="an older package to install first")
    parser.add_argument("--picture", type=Path, help="keep a picture of the window (PPM)")
    args = parser.parse_args()
    if os.geteuid():
        raise Trouble("chroot and mount need root")
    with bare_system(args.root.resolve()) as bare:
        prepare(bare)
        for name, step in steps(bare, args):
            print(f"{name}: {step()}", flush=True)
    print("All held.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Trouble, subprocess.CalledProcessError) as trouble:
        sys.exit(f"trial: {trouble}")
