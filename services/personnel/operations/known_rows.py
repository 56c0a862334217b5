"""Lists whose rows a projection makes: the same pure rows, folded from a prefix of the log instead of kept up to now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Table

from services.personnel.domain.known_lists import KnownList, ListAsKnown
from services.personnel.domain.workforce import Workforce
from services.personnel.projections import authorities, borrowings, grade_schemes, secondments
from shared.kernel import Recorded, Region, Scope, Tree
from shared.readmodel import Projection, Put
from shared.readmodel.fold import Folded
from shared.readmodel.rows import keys_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowsOf:
    """`on` answers which of the table's rows the list of a day shows, as its route does."""

    projection: Projection
    table: Table
    on: Callable[[Iterable[Row], date], Iterable[Row]]


ROWS: Final = {
    KnownList.GRANTS: RowsOf(authorities.AUTHORITIES, authorities.authority, authorities.giving),
    KnownList.BORROWINGS: RowsOf(borrowings.BORROWINGS, borrowings.borrowing, borrowings.on_day),
    KnownList.SECONDMENTS: RowsOf(secondments.SECONDMENTS, secondments.secondment, secondments.on_day),
    KnownList.GRADE_SCHEMES: RowsOf(grade_schemes.GRADE_SCHEMES, grade_schemes.scheme, grade_schemes.in_force_of),
}


@dataclass(slots=True)
class KnownRows:
    """One pass over a prefix of the log; of other streams only what regions did is listened to."""

    of: RowsOf
    folded: Folded = field(default_factory=Folded)
    regions: Workforce = field(default_factory=Workforce)

    @property
    def streams(self) -> frozenset[str]:
        return frozenset({*self.of.projection.streams, "region"})

    def hear(self, recorded: Recorded[Any]) -> None:
        """The next position of the log."""
        if recorded.stream_type == "region":
            self.regions.hear(recorded)
        if recorded.stream_type in self.of.projection.streams:
            self.folded.take(each for each in self.of.projection.project(recorded) if each.table is self.of.table)

    def rows(self, asked: ListAsKnown) -> list[Row]:
        """The list, in the order of its keys; the region is looked for as it lay on the day."""
        scope = Scope.of([asked.region], Tree(self.regions.moves).on(asked.as_of))
        kept = (each.values for each in self.folded.rows.values() if isinstance(each, Put))
        inside = [row for row in kept if scope.covers(Region(row["region"]))]
        return sorted(self.of.on(inside, asked.as_of), key=lambda row: [row[key] for key in keys_of(self.of.table)])
