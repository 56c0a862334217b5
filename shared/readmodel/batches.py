"""From a run of events to the batches that are written: each folds into one change per row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.eventlog import Codec, StoredEvent
from shared.readmodel.fold import Folded
from shared.readmodel.projection import Projection
from shared.readmodel.rows import RowChange
from shared.readmodel.write import Statement, batch_statement


class CannotFold(Exception):
    """One event asks for two changes of one row that no single change has the effect of: mend the projection."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Folded rows and the position that the tables show once they are written."""

    folded: Folded
    last: int

    def statement(self, schema: str) -> Statement:
        return batch_statement(self.folded.rows.values(), schema)


@dataclass(frozen=True, slots=True)
class Batches:
    codec: Codec
    projections: Sequence[Projection]

    def of(self, rows: Sequence[StoredEvent]) -> Iterator[Batch]:
        """Nearly always one batch; more when a change does not fold into what came before."""
        folded, last = Folded(), 0
        for row in rows:
            changes = self._changes(row)
            if not folded.take(changes):
                yield Batch(folded, last)
                folded = Folded()
                if not folded.take(changes):
                    raise CannotFold(f"{row.stream_type}/{row.type}")
            last = row.position
        if rows:
            yield Batch(folded, last)

    def _changes(self, row: StoredEvent) -> list[RowChange]:
        interested = [p for p in self.projections if row.stream_type in p.streams]
        if not interested:
            return []
        recorded = self.codec.recorded(row)
        return [change for p in interested for change in p.project(recorded)]
