"""
Draw the position pictures of the self-care library.

    python scripts/draw_positions.py

Writes one sprite for each position, src/unknot/web/static/positions/<position>.svg, from the poses
in scripts/positions/. A page shows one with <use href="...#calf-roller">; its colours are roles:
currentColor for lines, --pic-skin, --pic-far, --pic-tool and --pic-touch.
"""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "scripts"), str(PROJECT / "src")]

from positions import floor, sitting, standing  # noqa: E402

from unknot.catalogue.self_care import techniques  # noqa: E402

FOLDER = PROJECT / "src" / "unknot" / "web" / "static" / "positions"
PICTURES = {
    **floor.FLOOR_SITTING,
    **floor.LYING,
    **floor.KNEELING,
    **sitting.LOWER_LEG,
    **sitting.FOOT,
    **sitting.UPPER_LEG,
    **sitting.UPPER_BODY,
    **standing.WITH_TOOLS,
    **standing.STRETCHES,
    **standing.DRILLS,
}


def sprites() -> dict[str, str]:
    """
    The text of each sprite by its file name: the pictures of all techniques in that position.
    """
    symbols: dict[str, dict[str, str]] = {}
    for technique in techniques():
        picture = PICTURES[technique.picture]
        symbols.setdefault(technique.position.value, {})[technique.picture] = (
            f'<symbol id="{technique.picture}" viewBox="0 0 320 200" fill="none"'
            f' stroke-linecap="round" stroke-linejoin="round">{picture.svg()}</symbol>'
        )
    return {
        f"{position}.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n'
        + "\n".join(found.values())
        + "\n</svg>\n"
        for position, found in symbols.items()
    }


def main() -> None:
    """
    Write the sprites, and say what each weighs.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in sprites().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count('<symbol')} pictures, {len(text)} bytes")


if __name__ == "__main__":
    main()
