"""
Every number and every claim leads to a source.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from unknot.catalogue.evidence import EvidenceKind, all_entries, entry
from unknot.catalogue.figure import Grade, figures_in, read_data_file
from unknot.catalogue.load import load_figures
from unknot.catalogue.planning import effects, planning_figures

SOURCE = Path(__file__).resolve().parents[2] / "src" / "unknot"
DATA = SOURCE / "catalogue" / "data"
FAMILIES = "MAS|MEC|SMR|GUN|STR|CWI|LOAD|SLP|REC|ML|MEA|SAF|EPI|BIO|NOF|RACE"  # how IDs begin
EVIDENCE_ID = re.compile(rf"\b(?:{FAMILIES})-[A-Z]{{2,}}\d*[A-Z]?\b")


def files_that_cite() -> list[Path]:
    """
    All code, data and templates of the package, and the pages of the documentation.
    """
    endings = (".py", ".toml", ".html")
    inside = [path for path in SOURCE.rglob("*") if path.suffix in endings]
    return sorted(inside + list((SOURCE.parents[1] / "docs").rglob("*.md")))


def ids_in(plain: object) -> set[str]:
    """
    The entries of every `evidence` list in a data file, however deep.
    """
    if isinstance(plain, list):
        return set().union(*map(ids_in, plain)) if plain else set()
    if not isinstance(plain, dict):
        return set()
    named = plain.get("evidence", [])
    own = set(named) if isinstance(named, list) else set()
    return own.union(*map(ids_in, plain.values()))


def test_every_source_named_anywhere_is_in_the_catalogue():
    """
    An ID in code, data, a page or a template that leads nowhere is found here.
    """
    lost = {
        f"{found} in {path.relative_to(SOURCE.parents[1])}"
        for path in files_that_cite()
        for found in EVIDENCE_ID.findall(path.read_text(encoding="utf-8"))
        if found not in all_entries()
    }

    assert not lost, f"add these to evidence.toml, or mend the ID: {sorted(lost)}"


def test_an_id_that_leads_nowhere_would_be_seen():
    """
    The pattern finds IDs of every family, and nothing of ordinary words.
    """
    assert EVIDENCE_ID.findall("as MAS-NOBODY99 says, GUN-CANB and EPI-NIEL14B") == [
        "MAS-NOBODY99",
        "GUN-CANB",
        "EPI-NIEL14B",
    ]
    assert all(EVIDENCE_ID.fullmatch(evidence_id) for evidence_id in all_entries())
    assert EVIDENCE_ID.findall("UTF-8, ISO-8601, SHA-256, RACE, LOAD-of") == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.name)
def test_every_evidence_list_of_a_data_file_names_entries(path):
    """
    Also an ID of a form that the pattern would not know is tied to an entry.
    """
    assert ids_in(tomllib.loads(path.read_text(encoding="utf-8"))) <= set(all_entries())


def test_every_figure_has_a_source_or_says_that_it_is_our_guess():
    """
    Effects, windows, constants: each is tied to an entry, or is an expert prior with a why.
    """
    figures = [*planning_figures().values(), *effects().values(), *load_figures().values()]

    for figure in figures:
        assert all(entry(evidence_id) for evidence_id in figure.evidence), figure.name
        assert figure.evidence or (figure.grade is Grade.EXPERT_PRIOR and figure.note)


def test_a_figure_is_never_surer_than_its_best_source():
    """
    No number gains certainty on the way from its study to the planner.
    """
    order = [Grade.VERY_LOW, Grade.LOW, Grade.MODERATE, Grade.HIGH]
    figures = [*planning_figures().values(), *effects().values(), *load_figures().values()]
    for figure in figures:
        if figure.evidence and figure.grade in order:
            best = max(order.index(entry(each).grade) for each in figure.evidence)
            assert order.index(figure.grade) <= best, figure.name


@pytest.mark.parametrize("source", all_entries().values(), ids=lambda source: source.id)
def test_every_source_says_what_it_found(source):
    """
    A citation with somebody in it, and a finding of whole sentences a runner can read.
    """
    assert source.citation
    assert source.finding.endswith(".")
    assert 40 <= len(source.finding) <= 420
    assert source.mark in ("", "from memory", "derived")
    assert source.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", source.doi)
    assert source.grade is not Grade.EXPERT_PRIOR


def test_every_kind_of_source_is_there():
    """
    None of the fields that care draws on is without a single source.
    """
    assert {source.kind for source in all_entries().values()} == set(EvidenceKind)


def test_an_unknown_source_is_refused_by_name():
    """
    Asking for what is not there says what was asked for.
    """
    with pytest.raises(KeyError, match="MAS-NOBODY99"):
        entry("MAS-NOBODY99")


def test_race_customs_are_marked_as_customs():
    """
    No window around a race is passed off as a trial's result.
    """
    assert entry("RACE-CUSTOM").grade is Grade.VERY_LOW
    assert "not trials" in entry("RACE-CUSTOM").finding


def test_what_was_not_read_again_is_marked():
    """
    Items known from memory say so.
    """
    from_memory = {each.id for each in all_entries().values() if each.mark == "from memory"}

    assert {"SMR-HUGHES19", "MEA-PAIN", "SAF-LISTS", "CWI-CAUTIONS", "SLP-GEN"} <= from_memory


def test_a_figure_without_source_or_reason_is_refused(monkeypatch):
    """
    A bare number in a data file stops the loader with its name.
    """
    bare = {"figures": {"magic": {"value": 3, "unit": "days", "grade": "expert_prior"}}}
    monkeypatch.setattr("unknot.catalogue.figure.read_data_file", lambda name: bare)

    with pytest.raises(ValueError, match=r"load.toml: magic needs evidence"):
        figures_in("load.toml")


def test_the_catalogue_is_read_once():
    """
    A page that cites ten sources does not read the file ten times.
    """
    assert all_entries() is all_entries()
    assert read_data_file("evidence.toml") is read_data_file("evidence.toml")
