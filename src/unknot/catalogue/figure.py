"""
One figure of the evidence: a value with its range, unit, grade and source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any


class Grade(StrEnum):
    """
    How certain we are that it applies to a healthy recreational runner.
    """

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    EXPERT_PRIOR = "expert_prior"


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A number the deciders use, with where it comes from.

    `evidence` are IDs of `evidence.toml`; an expert prior may have none and says so in `note`.
    """

    name: str
    value: float
    unit: str
    grade: Grade
    evidence: tuple[str, ...] = ()
    lower: float | None = None
    upper: float | None = None
    note: str = ""


@cache
def read_data_file(name: str) -> Mapping[str, Any]:
    """
    One TOML file of the catalogue's own data, as plain values.
    """
    text = resources.files("unknot.catalogue").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def catalogue_version() -> str:
    """
    SHA-256 over all data files in name order: part of every plan's digest.
    """
    import hashlib

    folder = resources.files("unknot.catalogue").joinpath("data")
    hasher = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".toml"):
            hasher.update(entry.name.encode() + b"\n" + entry.read_bytes().replace(b"\r\n", b"\n"))
    return hasher.hexdigest()


def figures_in(file_name: str, table: str = "figures") -> dict[str, Figure]:
    """
    The figures of one table of a data file, by name.

    Raises
    ------
    ValueError
        If an entry lacks a source and is not marked as an expert prior.
    """
    found: dict[str, Figure] = {}
    for name, entry in read_data_file(file_name)[table].items():
        figure = Figure(
            name=name,
            value=float(entry["value"]),
            unit=str(entry["unit"]),
            grade=Grade(entry["grade"]),
            evidence=tuple(entry.get("evidence", ())),
            lower=_maybe(entry.get("lower")),
            upper=_maybe(entry.get("upper")),
            note=str(entry.get("note", "")),
        )
        if not figure.evidence and not (figure.grade is Grade.EXPERT_PRIOR and figure.note):
            raise ValueError(f"{file_name}: {name} needs evidence, or a note as an expert prior")
        found[name] = figure
    return found


def _maybe(value: Any) -> float | None:
    return None if value is None else float(value)
