"""
Pin every requirement again: with hashes, for all platforms, naming no index.

    python scripts/lock.py           the newest of everything
    python scripts/lock.py --keep    what is pinned stays; only what is new is added

Writes requirements/run.txt, test.txt and dev.txt from pyproject.toml.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LOCKS = {"run": [], "test": ["test"], "dev": ["dev"]}
# hatchling builds the package itself; it is pinned with the rest so that no build
# fetches something unpinned.
ALWAYS = "hatchling>=1.27\neditables>=0.5\n"


def main() -> None:
    """
    Compile the three locks with uv.
    """
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        raise SystemExit("uv is needed to pin the requirements: pip install uv")
    wanted = [] if "--keep" in sys.argv[1:] else ["--upgrade"]
    builder = PROJECT / "requirements" / "build.in"
    builder.write_text(ALWAYS, encoding="utf-8")
    for name, extras in LOCKS.items():
        command = [uv, "pip", "compile", "pyproject.toml", "requirements/build.in"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-annotate", *wanted]
        command += [part for extra in extras for part in ("--extra", extra)]
        command += ["--output-file", f"requirements/{name}.txt"]
        subprocess.run(command, cwd=PROJECT, check=True)
        lock = PROJECT / "requirements" / f"{name}.txt"
        kept = [
            line
            for line in lock.read_text(encoding="utf-8").splitlines()
            if not line.startswith("-")
        ]
        lock.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
