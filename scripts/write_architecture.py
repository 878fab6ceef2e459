"""
Write the module list of ARCHITECTURE.md from the first sentence of each module's docstring.

    python scripts/write_architecture.py
"""

from __future__ import annotations

import ast
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "unknot"
START, END = "<!-- modules -->", "<!-- end of modules -->"

ROOMS = {
    "domain": "the words: frozen values, standard library only",
    "intake": "what goes in: bytes and exports become domain values",
    "catalogue": "what is known: the evidence as data files, and their loaders",
    "decide": "what decides: values become decisions with reasons; pure",
    "deliver": "what goes out: decisions become words, files and calendars",
    "store": "what is kept: rows, repositories, migrations",
    "app": "the joins: one use case per file, gather, decide, keep, deliver",
    "web": "door: pages, fragments, the JSON API",
    "cli": "door: commands and tables",
    "bootstrap": "where the real adapters meet the use cases: the one house that every door opens",
    ".": "what goes on behind the doors of a server",
}


def first_sentence(path: Path) -> str:
    """
    The first sentence of a module's docstring, on one line.
    """
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    if not paragraph:
        raise SystemExit(f"{path} has no docstring, so nothing can be said of it")
    return paragraph if len(paragraph) < 200 else paragraph.split(". ")[0].rstrip(".") + "."


def modules_in(room: str) -> list[Path]:
    """
    The modules of a room, in path order; "." are those at the top.
    """
    found = SOURCE.glob("*.py") if room == "." else (SOURCE / room).rglob("*.py")
    return sorted(
        path for path in found if path.name != "__init__.py" and "versions" not in path.parts
    )


def main() -> None:
    """
    Replace what stands between the two marks.
    """
    lines = []
    for room, what in ROOMS.items():
        title = "At the top" if room == "." else f"`{room}/`"
        lines += ["", f"### {title}: {what}", ""]
        lines += [
            f"- `{path.relative_to(SOURCE).as_posix()}`: {first_sentence(path)}"
            for path in modules_in(room)
        ]
    page = PROJECT / "ARCHITECTURE.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{START}\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
