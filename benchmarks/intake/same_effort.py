"""
How well is the same effort found again, whatever recorded it?

Pairs of recordings of one group of the truth are what has to be found; pairs that go on at the
same time in different groups, and the hand-made ones, are what must be told apart. Counted for
each source on its own and for all three together, after recordings have been sorted into efforts
as the store sorts them. The bars: precision and recall of pairs at least 0.99 with everything
together, and every hand-made pair right.

The truth joins whatever overlaps, so a few of its groups hold two things done one after the other
or at once; docs/explanation/same-effort.md reads each that is told apart here.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.domain.hand_made_pairs import NEGATIVES, POSITIVES
from tests.shared_data import shared_data_dir

from unknot.app.efforts import span_of
from unknot.domain.effort import EffortSpan, is_same_effort, overlap_s
from unknot.domain.recording import Sport, with_places
from unknot.domain.ties import groups_of
from unknot.intake.registry import Readers

BAR = 0.99
ONLY_A_START = "-1"
# The list of the archive names the sport; its "Workout" is anything and says nothing.
_TYPES = {"Run": Sport.RUNNING, "Walk": Sport.WALKING, "Ride": Sport.CYCLING}


@dataclass(frozen=True, slots=True)
class Labelled:
    """
    One recording with its source and the group the truth puts it in.
    """

    source: str
    group: str
    span: EffortSpan


@dataclass(frozen=True, slots=True)
class Score:
    """
    Pairs found, missed and made up, after sorting into efforts.
    """

    what: str
    files: int
    groups: int
    efforts: int
    pairs: int
    found: int
    made_up: int
    told_apart: int
    at_once: int

    @property
    def precision(self) -> float:
        """
        Of the pairs put together, the share that is of one group.
        """
        return self.found / (self.found + self.made_up)

    @property
    def recall(self) -> float:
        """
        Of the pairs of one group, the share that is put together.
        """
        return self.found / self.pairs


def read_all(folder: Path) -> list[Labelled]:
    """
    Every recording of runner A in three sources, with its group.
    """
    jobs = [*_of_runner_a(folder, "fit"), *_of_runner_a(folder, "gpx"), *_of_strava(folder)]
    with ProcessPoolExecutor() as pool:
        return [each for read in pool.map(_read, jobs, chunksize=40) for each in read]


def _of_runner_a(folder: Path, kind: str) -> Iterable[tuple[str, str, bytes, str, str]]:
    with (folder / "runner_a" / "runner_a_truth.csv").open(encoding="utf-8") as table:
        group_of = {row["name"]: row["overlap_group"] for row in csv.DictReader(table)}
    with zipfile.ZipFile(folder / "runner_a" / f"runner_a_{kind}.zip") as archive:
        for member in archive.namelist():
            name = Path(member).name
            if name.endswith(f".{kind}"):
                yield kind, name, archive.read(member), group_of[name], ""


def _of_strava(folder: Path) -> Iterable[tuple[str, str, bytes, str, str]]:
    with (folder / "strava_export_31337001_truth.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["filename"]]
    with zipfile.ZipFile(folder / "strava_export_31337001.zip") as archive:
        for row in rows:
            content = archive.read(row["filename"])
            yield "strava", row["filename"], content, row["effort"], row["type"]


def _read(job: tuple[str, str, bytes, str, str]) -> list[Labelled]:
    source, name, content, group, called = job
    found = []
    for index, recording in enumerate(Readers().read(name, content).recordings):
        file = f"{source}/{name}"
        span = span_of("", with_places(recording), f"{file}#{index}", file)
        found.append(Labelled(source, group, _called(span, called)))
    return found


def _called(span: EffortSpan, called: str) -> EffortSpan:
    return replace(span, sport=_TYPES.get(called, span.sport))


def score(what: str, labelled: Sequence[Labelled]) -> tuple[Score, list[list[Labelled]]]:
    """
    How the efforts found compare with the groups, and the groups that were told apart.
    """
    by_id = {each.span.recording_id: each for each in labelled}
    efforts = [[by_id[name] for name in group] for group in _efforts(labelled)]
    effort_of = {each.span.recording_id: n for n, group in enumerate(efforts) for each in group}
    groups: defaultdict[str, list[Labelled]] = defaultdict(list)
    for each in labelled:
        groups[each.group].append(each)
    found = sum(
        _pairs(count)
        for effort in efforts
        for count in Counter(each.group for each in effort).values()
    )
    at_once = _at_once_in_two_groups(labelled)
    told_apart = sum(effort_of[one] != effort_of[other] for one, other in at_once)
    split = [
        group
        for group in groups.values()
        if len({effort_of[each.span.recording_id] for each in group}) > 1
    ]
    result = Score(
        what=what,
        files=len(labelled),
        groups=len(groups),
        efforts=len(efforts),
        pairs=sum(_pairs(len(group)) for group in groups.values()),
        found=found,
        made_up=sum(_pairs(len(effort)) for effort in efforts) - found,
        told_apart=told_apart,
        at_once=len(at_once),
    )
    return result, split


def _efforts(labelled: Sequence[Labelled]) -> tuple[tuple[str, ...], ...]:
    """
    Sorted day by day: what touches no other day's recordings cannot be one effort with them.
    """
    ordered = sorted((each.span for each in labelled), key=lambda span: span.start_utc)
    found: list[tuple[str, ...]] = []
    together: list[EffortSpan] = []
    for span in ordered:
        if together and all(overlap_s(span, other) < 0 for other in together):
            found += groups_of(together, ())
            together = []
        together.append(span)
    return (*found, *groups_of(together, ()))


def _at_once_in_two_groups(labelled: Sequence[Labelled]) -> list[tuple[str, str]]:
    ordered = sorted(labelled, key=lambda each: each.span.start_utc)
    found = []
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if (other.span.start_utc - one.span.start_utc).days >= 1:
                break
            if one.group != other.group and overlap_s(one.span, other.span) > 0:
                found.append((one.span.recording_id, other.span.recording_id))
    return found


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def starts_that_found_a_run(labelled: Sequence[Labelled]) -> tuple[int, int]:
    """
    How many files that tell only a start are of an effort that was recorded, and of how many.
    """
    bare = {each.span.recording_id for each in labelled if each.group == ONLY_A_START}
    joined = [
        name for group in _efforts(labelled) if len(group) > 1 for name in group if name in bare
    ]
    return len(joined), len(bare)


def main() -> None:
    """
    Prints the figures.
    """
    wrong = [
        pair.name
        for pair in (*NEGATIVES, *POSITIVES)
        if is_same_effort(pair.one, pair.other) is not pair.is_same
    ]
    n_pairs = len(NEGATIVES) + len(POSITIVES)
    data = shared_data_dir()
    if data is None:
        print("The real recordings are not here: set UNKNOT_TEST_DATA to their folder.")
        print(f"hand-made pairs: {n_pairs - len(wrong)} of {n_pairs} right {wrong}")
        return
    everything = read_all(data / "history")
    known = [each for each in everything if each.group != ONLY_A_START]
    sources = (("fit",), ("gpx",), ("strava",), ("fit", "gpx"), ("fit", "gpx", "strava"))
    scored = [
        score(" + ".join(wanted), [each for each in known if each.source in wanted])
        for wanted in sources
    ]
    scores = [result for result, _ in scored]
    starts = starts_that_found_a_run(everything)
    if "--json" in sys.argv:
        rows = [_as_plain(each) for each in scores]
        print(json.dumps({"sources": rows, "hand_made_wrong": wrong, "starts": starts}, indent=1))
        return
    _print(scores, scored[-1][1], starts, wrong, n_pairs)


def _as_plain(result: Score) -> dict[str, object]:
    names = ("what", "files", "groups", "efforts", "pairs", "found", "made_up")
    return {name: getattr(result, name) for name in names} | {
        "precision": round(result.precision, 4),
        "recall": round(result.recall, 4),
    }


def _print(
    scores: list[Score],
    split: list[list[Labelled]],
    starts: tuple[int, int],
    wrong: list[str],
    n_pairs: int,
) -> None:
    print("| source | files | groups | efforts | pairs | found | made up | precision | recall |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for each in scores:
        print(
            f"| {each.what} | {each.files} | {each.groups} | {each.efforts} | {each.pairs}"
            f" | {each.found} | {each.made_up} | {each.precision:.4f} | {each.recall:.4f} |"
        )
    last = scores[-1]
    is_met = last.precision >= BAR and last.recall >= BAR and not wrong
    print(f"\nprecision and recall at least {BAR}: {'met' if is_met else 'missed'}")
    print(f"pairs at once in two groups told apart: {last.told_apart} of {last.at_once}")
    print(f"starts and no more that found their run: {starts[0]} of {starts[1]}")
    print(f"hand-made pairs right: {n_pairs - len(wrong)} of {n_pairs} {', '.join(wrong)}")
    for group in split:
        print(f"\ngroup {group[0].group} is told apart:")
        for each in sorted(group, key=lambda each: each.span.start_utc):
            span = each.span
            length = f"{span.elapsed_s or 0:.0f} s, {span.distance_m or 0:.0f} m"
            print(f"  {each.source} {span.start_utc:%H:%M:%S} {span.sport.value}, {length}")


if __name__ == "__main__":
    main()
