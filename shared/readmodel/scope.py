"""Which rows lie in a caller's regions, as a condition the index on the path can answer."""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, false, or_

from shared.kernel import Region, level, prefix


def inside(column: Column[str], scope: Sequence[Region]) -> ColumnElement[bool]:
    """The path in the column is one of the regions or lies below one; no regions, no rows."""
    return or_(false(), *(_within(column, region) for region in scope))


def _within(column: Column[str], region: Region) -> ColumnElement[bool]:
    """Nothing lies below a community, and its path has no end for a prefix to stop at."""
    return column == region if level(region) == "community" else column.startswith(prefix(region), autoescape=True)
