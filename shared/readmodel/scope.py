"""Which rows lie in a caller's regions, as a condition the index on the path can answer."""

from typing import Final

from sqlalchemy import Column, ColumnElement, and_, false, not_, or_

from shared.kernel import Extent, Region, Scope, level, prefix, region, segments

AFTER_A_SLASH: Final = chr(ord("/") + 1)


def inside(column: Column[str], scope: Scope) -> ColumnElement[bool]:
    """What was recorded at the path in the column lies in the scope on its day; no regions, no rows."""
    return or_(false(), *(_extent(column, extent) for extent in scope.extents))


def above(column: Column[str], scope: Scope) -> ColumnElement[bool]:
    """What was recorded at the path in the column is, on the scope's day, a region that one of the scope's lies in. What lay below
    a region that was merged into another is not above anything."""
    return column.in_(_holding(scope))


def _holding(scope: Scope) -> list[Region]:
    """The regions above the scope's, by every path they were recorded with."""
    layout = scope.layout
    places = {region(*segments(own)[:depth]) for own in scope.regions for depth in range(len(segments(own)))}
    former = {place: [region(*e.below) for e in Scope((place,), layout).extents] for place in places}
    return sorted(
        {
            path
            for place, paths in former.items()
            for path in (place, *paths)
            if layout.resolve(path) == place and len(segments(path)) == len(segments(place))
        }
    )


def below(column: Column[str], place: Region) -> ColumnElement[bool]:
    """The path in the column, as it was recorded, is the place or lies below it."""
    return _extent(column, Extent(segments(place)))


def _extent(column: Column[str], extent: Extent) -> ColumnElement[bool]:
    within = _within(column, region(*extent.below))
    return and_(within, *(not_(_within(column, region(*path))) for path in extent.without))


def _within(column: Column[str], place: Region) -> ColumnElement[bool]:
    """Nothing lies below a community, and its path has no end for a prefix to stop at. Bounds, not LIKE: a statement that is prepared
    once for every caller finds bounds in the index, a pattern it would look for in all rows.
    """
    if level(place) == "community":
        return column == place
    first, ordered = prefix(place), column.collate("C")
    beyond = first[:-1] + AFTER_A_SLASH
    return and_(ordered >= first, ordered < beyond) if first else ordered >= first
