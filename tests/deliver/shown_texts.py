"""
Every text that somebody may read, gathered from the files as they are today.

Marked quotations are left out: in HTML `<q data-claim>` and `<blockquote data-claim>`, in
Markdown a line that starts with `> Claim:`, in TOML the key `quoted_claim`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "src" / "unknot"

# A file of somebody else, kept as it came.
_FOREIGN = ("vendor", "node_modules")
# Words of other people's training plans: they are recognised there and never said.
_HEARD = PACKAGE / "intake" / "plan_words.py"
# In these folders of the documentation a word may have its technical meaning.
_FOR_DEVELOPERS = ("decisions", "reference", "explanation")
_QUOTED_KEYS = {"quoted_claim", "citation", "pattern", "why", "instead", "name"}

_CLAIM = re.compile(
    r"<(q|blockquote)\b[^>]*\bdata-claim\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL
)
_HIDDEN = re.compile(r"<!--.*?-->|{#.*?#}|<(script|style)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\b(?:alt|title|placeholder|aria-label|content|summary)\s*=\s*\"([^\"]*)\"", re.IGNORECASE
)
_QUOTED = re.compile(r"""(["'`])(?:\\.|(?!\1).)*\1""", re.DOTALL)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ShownText:
    """
    One text, where it stands, and whether only developers read it.
    """

    where: str
    text: str
    for_developers: bool = False


def all_shown_texts() -> Iterator[ShownText]:
    """
    Sentences in code, templates, catalogue and documentation.
    """
    for path in _files(PACKAGE, "*.py"):
        if path == _HEARD:
            continue
        is_help = path.is_relative_to(PACKAGE / "cli")
        yield from _each(path, texts_of_python(path.read_text(encoding="utf-8"), is_help))
    for path in _files(PACKAGE / "web", "*.js"):
        yield from _each(path, texts_of_script(path.read_text(encoding="utf-8")))
    for ending in ("*.html", "*.jinja", "*.txt", "*.svg"):
        for path in _files(PACKAGE / "web", ending):
            yield from _each(path, texts_of_html(path.read_text(encoding="utf-8")))
    for path in _files(PACKAGE / "catalogue", "*.toml"):
        yield from _each(path, texts_of_toml(path.read_text(encoding="utf-8")))
    yield from _each(PROJECT / "pyproject.toml", _described(PROJECT / "pyproject.toml"))
    for path in _documents():
        is_technical = any(part in _FOR_DEVELOPERS for part in path.parts)
        for text in texts_of_markdown(path.read_text(encoding="utf-8")):
            yield ShownText(_name(path), text, is_technical)


def texts_of_python(source: str, docstrings_are_help: bool = False) -> Iterator[str]:
    """
    Every text with more than one word in a module, docstrings of modules and functions aside.

    The docstring of a command's function is its help and that of an address stands in the API's
    description: these are found by their decorator. On the command line any may be help. A
    text with fields in it is one text.
    """
    tree = ast.parse(source)
    unseen = set() if docstrings_are_help else {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        text = _text_of(node)
        if text is not None and id(node) not in unseen and " " in text:
            yield text


def texts_of_script(source: str) -> Iterator[str]:
    """
    Every quoted text with more than one word in a script.
    """
    for match in _QUOTED.finditer(source):
        if " " in match.group(0):
            yield match.group(0)[1:-1]


def texts_of_html(source: str) -> Iterator[str]:
    """
    What a page shows and what it reads out, without tags and without marked claims.
    """
    source = _HIDDEN.sub(" ", _CLAIM.sub(" ", source))
    yield from _ATTRIBUTE.findall(source)
    # A tag that stands inside a sentence does not end it: "<b>cures</b> pain" is one.
    yield re.sub(r"<[^>]*>|{%.*?%}|{{|}}", " ", source, flags=re.DOTALL)


def texts_of_markdown(source: str) -> Iterator[str]:
    """
    A page without code and without the lines that quote a claim.
    """
    lines = _FENCE.sub("", source).splitlines()
    said = [line for line in lines if not line.lstrip().startswith("> Claim:")]
    for paragraph in re.split(r"\n\s*\n", "\n".join(said)):
        if paragraph.strip():
            yield paragraph


def texts_of_toml(source: str) -> Iterator[str]:
    """
    Every text in a data file but quoted claims, titles of papers and the patterns themselves.
    """
    yield from _values(tomllib.loads(source))


def _values(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _values(entry, name)
    elif isinstance(value, list):
        for entry in value:
            yield from _values(entry, key)
    elif isinstance(value, str) and key not in _QUOTED_KEYS:
        yield value


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        pieces = (_text_of(each) for each in node.values)
        return "".join("…" if piece is None else piece for piece in pieces)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None


def _described(path: Path) -> Iterator[str]:
    """
    What a package index says of Unknot.
    """
    project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    yield from (project["description"], *project.get("keywords", ()))


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        is_home = isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        )
        if not is_home or (
            getattr(node, "decorator_list", []) and not isinstance(node, ast.ClassDef)
        ):
            continue
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first.value


def _documents() -> Iterator[Path]:
    yield from (PROJECT / "NOTICE", *sorted(PROJECT.glob("*.md")))
    for folder in ("docs", "changes", "examples", "benchmarks"):
        yield from _files(PROJECT / folder, "*.md")


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    for path in sorted(folder.rglob(pattern)):
        if not any(part in _FOREIGN for part in path.parts):
            yield path


def _each(path: Path, texts: Iterator[str]) -> Iterator[ShownText]:
    return (ShownText(_name(path), text) for text in texts)


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()
