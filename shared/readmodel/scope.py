"""Which rows lie in a caller's regions, as a condition the index on the path can answer."""

from sqlalchemy import Column, ColumnElement, and_, false, not_, or_

from shared.kernel import Extent, Region, Scope, level, prefix, region, segments


def inside(column: Column[str], scope: Scope) -> ColumnElement[bool]:
    """What was recorded at the path in the column lies in the scope on its day; no regions, no rows."""
    return or_(false(), *(_extent(column, extent) for extent in scope.extents))


def below(column: Column[str], place: Region) -> ColumnElement[bool]:
    """The path in the column, as it was recorded, is the place or lies below it."""
    return _extent(column, Extent(segments(place)))


def _extent(column: Column[str], extent: Extent) -> ColumnElement[bool]:
    within = _within(column, region(*extent.below))
    return and_(within, *(not_(_within(column, region(*path))) for path in extent.without))


def _within(column: Column[str], place: Region) -> ColumnElement[bool]:
    """Nothing lies below a community, and its path has no end for a prefix to stop at."""
    return column == place if level(place) == "community" else column.startswith(prefix(place), autoescape=True)
