"""
The sources: what each found in plain words, and how certain we are that it holds for a runner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from unknot.catalogue.figure import Grade, read_data_file

_FILE = "evidence.toml"


class EvidenceKind(StrEnum):
    """
    What a source is about.
    """

    MASSAGE = "massage"
    SELF_MASSAGE = "self-massage"
    STRETCHING = "stretching"
    COLD_WATER = "cold-water"
    LOAD = "load"
    MEASURE = "measure"
    SAFETY = "safety"
    RACE_TIMING = "race-timing"
    BIOMECHANICS = "biomechanics"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    One source. `mark` says "from memory" or "derived" where it, or part of it, was not read.
    """

    id: str
    kind: EvidenceKind
    grade: Grade
    citation: str
    finding: str
    doi: str | None = None
    mark: str = ""


def entry(evidence_id: str) -> Evidence:
    """
    The source of that ID.

    Raises
    ------
    KeyError
        If no such source is in the catalogue.
    """
    try:
        return all_entries()[evidence_id]
    except KeyError:
        raise KeyError(f"no source in {_FILE} is called {evidence_id}") from None


@cache
def all_entries() -> Mapping[str, Evidence]:
    """
    Every source by its ID, in the order of the file.
    """
    return {
        evidence_id: _evidence(evidence_id, fields)
        for evidence_id, fields in read_data_file(_FILE).items()
    }


def _evidence(evidence_id: str, fields: Mapping[str, Any]) -> Evidence:
    return Evidence(
        id=evidence_id,
        kind=EvidenceKind(fields["kind"]),
        grade=Grade(fields["grade"]),
        citation=str(fields["citation"]),
        finding=str(fields["finding"]),
        doi=fields.get("doi"),
        mark=str(fields.get("mark", "")),
    )
