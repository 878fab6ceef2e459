"""
What the runner said of recordings, and files that hold a recording which is kept already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, exists, insert, select

from unknot.domain.run import RunKind
from unknot.domain.ties import Said, Tie, ties_as
from unknot.store import rows
from unknot.store.scoped import ScopedRows, in_portions

_COPIES, _TIES = rows.recording_copies.c, rows.recording_ties.c
# Asked for every file of an import, so built once.
_ANYTHING_SAID = select(
    exists().where(_TIES.runner_id == bindparam("of_runner"))
    | exists().where(rows.recording_edits.c.runner_id == bindparam("of_runner"))
)
_EVERY_TIE = (
    select(rows.recording_ties)
    .where(_TIES.runner_id == bindparam("of_runner"))
    .order_by(_TIES.one_id, _TIES.other_id)
)
_SAID_OF = select(rows.recording_edits).where(
    rows.recording_edits.c.runner_id == bindparam("of_runner"),
    rows.recording_edits.c.recording_id.in_(bindparam("ids", expanding=True)),
)


class SaidRows(ScopedRows):
    """
    Choices, ratings and ties of recordings. They stay when the recording goes.
    """

    _was_silent: bool | None = None

    @property
    def _is_silent(self) -> bool:
        """
        True while this runner has said nothing of any recording, as most have not: asked once a
        transaction, in place of two questions for every file of an import.
        """
        if self._was_silent is None:
            asked = self.db.execute(_ANYTHING_SAID, {"of_runner": self.runner.id})
            self._was_silent = not asked.scalar()
        return self._was_silent

    def ties(self) -> Sequence[Tie]:
        """
        Every two recordings that the runner called one effort, or two.
        """
        if self._is_silent:
            return []
        found = self.db.execute(_EVERY_TIE, {"of_runner": self.runner.id})
        return [Tie(row.one_id, row.other_id, row.is_same) for row in found]

    def keep_ties(self, ties: Iterable[Tie]) -> None:
        """
        What was said last of two recordings holds.
        """
        for each in ties:
            self._was_silent = False
            key = {"one_id": each.one, "other_id": each.other}
            self.put(rows.recording_ties, key, is_same=each.is_same)

    def said_of(self, recording_ids: Iterable[str]) -> Mapping[str, Said]:
        """
        What was said of those of the recordings that something was said of.
        """
        found: dict[str, Said] = {}
        if self._is_silent:
            return found
        for portion in in_portions(recording_ids):
            named = {"of_runner": self.runner.id, "ids": portion}
            for row in self.db.execute(_SAID_OF, named):
                kind = RunKind(row.kind) if row.kind else None
                found[row.recording_id] = Said(row.is_chosen, row.rpe, kind)
        return found

    def keep_said(self, said: Mapping[str, Said]) -> None:
        """
        What is said of recordings from now on, by their ids.
        """
        for recording_id, each in said.items():
            self._was_silent = False
            self.put(
                rows.recording_edits,
                {"recording_id": recording_id},
                is_chosen=each.is_chosen,
                rpe=each.rpe,
                kind=each.kind.value if each.kind else None,
            )

    # files that hold a recording which is kept already

    def keep_copy(self, digest: str, position: int, recording_id: str) -> None:
        """
        That file holds this recording as well; it is not kept twice.
        """
        key = {"sha256": digest, "position": position}
        self.put(rows.recording_copies, key, recording_id=recording_id)

    def copies_of(self, recording_id: str) -> Sequence[tuple[str, int]]:
        """
        The other files that hold this recording, and its place in each.
        """
        found = self.rows_of(
            rows.recording_copies,
            _COPIES.recording_id == recording_id,
            order=(_COPIES.sha256, _COPIES.position),
        )
        return [(row.sha256, row.position) for row in found]

    def copies_in(self, digest: str) -> Mapping[int, str]:
        """
        The recordings of other files that this file holds as well, by their place in it.
        """
        found = self.rows_of(rows.recording_copies, _COPIES.sha256 == digest)
        return {row.position: row.recording_id for row in found}

    def remove_copies_in(self, digest: str) -> None:
        """
        That file holds nothing of others any more.
        """
        self.drop(rows.recording_copies, sha256=digest)

    def hand_over(self, recording_id: str, digest: str, new_id: str) -> None:
        """
        From now on the recording is that of the other file that holds it, under that file's id.

        What was said of it is said of it under both ids: either file may come again.
        """
        old = self.row_of(rows.recordings, id=recording_id)
        if old is None:
            return
        moved = {**old._asdict(), "id": new_id, "sha256": digest}
        self.db.execute(insert(rows.recordings), moved)
        self.change(rows.streams, {"recording_id": recording_id}, recording_id=new_id)
        self.drop(rows.recordings, id=recording_id)
        self.drop(rows.recording_copies, sha256=digest, recording_id=recording_id)
        self.change(rows.recording_copies, {"recording_id": recording_id}, recording_id=new_id)
        said = self.said_of([recording_id])
        if said:
            self.keep_said({new_id: said[recording_id]})
        self.keep_ties(ties_as(self.ties(), recording_id, new_id))
