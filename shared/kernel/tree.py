"""The tree of regions through its history: a region moves under another parent, or is merged into another.

What was recorded keeps the path it was recorded with; *scope* is judged on where that path lies today.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from shared.kernel.record import record
from shared.kernel.region import Region, region, segments

Path = tuple[str, ...]
MOST_COMPILED: Final = 1_000


@record
class Move:
    """From the day on what lay at and below `path` lies at and below `to`; merged, all of it lies at `to` itself.

    Both are of the same level. Merged-away children do not become children of their namesakes in the other region.
    """

    path: Region
    to: Region
    since: date
    merged: bool = False


@dataclass(frozen=True)
class Extent:
    """Everything at and below a path but what lies at and below some others: a condition that an index can answer."""

    below: Path
    without: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The tree on one day: what has moved by then, by the path it left."""

    moves: Mapping[Path, tuple[Path, bool]] = field(default_factory=dict[Path, tuple[Path, bool]])
    compiled: dict[tuple[Region, ...], tuple[Extent, ...]] = field(
        default_factory=dict[tuple[Region, ...], tuple[Extent, ...]], repr=False, compare=False
    )
    """Extents by regions, kept: a request would ask for the same again (33 ms among 5,000 moves)."""

    def resolve(self, path: Region) -> Region:
        """Where a recorded path lies on the day. Asked again about the answer it is the same; it never loops."""
        return region(*self.end(segments(path))) if self.moves else path

    def end(self, path: Path) -> Path:
        """The same for a path in segments."""
        return self._end(path)[0]

    def follow(self, granted: Region) -> Region | None:
        """Where a grant for the path holds on the day; None where its place was merged into another and is no more."""
        if not self.moves:
            return granted
        end, merged = self._end(segments(granted))
        return None if merged else region(*end)

    def _end(self, path: Path) -> tuple[Path, bool]:
        """Moves of the nearest region first, one after the other; several that chase each other end at the least of them."""
        seen, merged = [path], False
        while (found := self._next(path)) is not None:
            path, by_merger = found
            merged = merged or by_merger
            if path in seen:
                return min(seen[seen.index(path) :]), merged
            seen.append(path)
        return path, merged

    def _next(self, path: Path) -> tuple[Path, bool] | None:
        for depth in range(len(path), 0, -1):
            if (found := self.moves.get(path[:depth])) is not None:
                to, merged = found
                return (to, True) if merged else (to + path[depth:], False)
        return None

    @cached_property
    def _arrivals(self) -> Mapping[Path, tuple[Path, ...]]:
        """What moved to a path, merged away or not."""
        found: dict[Path, tuple[Path, ...]] = {}
        for path, (to, merged) in self.moves.items():
            if not merged:
                found[to] = (*found.get(to, ()), path)
        return found

    def borders(self, inside: Iterable[Region]) -> frozenset[Path]:
        """Paths between which, each with what lies below it up to the next of them, everything moves as one."""
        found: set[Path] = set()
        waiting = [(), *self.moves, *(segments(r) for r in inside)]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found.add(path)
            for depth in range(len(path)):
                waiting += [source + path[depth:] for source in self._arrivals.get(path[:depth], ())]
        return frozenset(found)


UNMOVED: Final = Layout()


@dataclass(frozen=True)
class Tree:
    """Every move ever heard of; of several for one path the one that begins first counts."""

    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        if any(
            len(segments(m.path)) != len(segments(m.to)) or m.path == m.to or not segments(m.path) for m in self.moves
        ):
            raise ValueError("a region moves to another place of its own level")

    def on(self, day: date) -> Layout:
        begun = sorted((m for m in self.moves if m.since <= day), key=lambda m: (m.since, m.path, m.to), reverse=True)
        return Layout({segments(m.path): (segments(m.to), m.merged) for m in begun})

    def resolve(self, path: Region, day: date) -> Region:
        return self.on(day).resolve(path)


@dataclass(frozen=True)
class Scope:
    """What somebody may see: the regions of his grants, and through the tree of a day every path that lies in them."""

    regions: tuple[Region, ...]
    layout: Layout = UNMOVED

    @staticmethod
    def of(granted: Iterable[Region], layout: Layout = UNMOVED) -> "Scope":
        """Grants follow the region they were given for; what was merged away gives nothing any more."""
        found = (layout.follow(each) for each in granted)
        return Scope(tuple(dict.fromkeys(each for each in found if each is not None)), layout)

    def __bool__(self) -> bool:
        return bool(self.regions)

    def covers(self, path: Region) -> bool:
        """Whether what was recorded at the path lies in one of the regions on the day."""
        return self._holds(segments(self.layout.resolve(path)))

    def _holds(self, path: Path) -> bool:
        return any(path[: len(own)] == own for own in self._own)

    @cached_property
    def _own(self) -> tuple[Path, ...]:
        return tuple(segments(r) for r in self.regions)

    @property
    def extents(self) -> tuple[Extent, ...]:
        """The recorded paths that lie inside: the regions themselves, without what left them, with what came."""
        if () in self._own:
            return (Extent(()),)
        if not self.layout.moves:
            return tuple(Extent(own) for own in self._own)
        kept = self.layout.compiled
        if self.regions not in kept:
            if len(kept) >= MOST_COMPILED:
                kept.clear()
            kept[self.regions] = self._compiled()
        return kept[self.regions]

    def _compiled(self) -> tuple[Extent, ...]:
        inside: dict[Path | None, bool] = {None: False}
        borders = self.layout.borders(self.regions)
        inside.update((path, self._holds(self.layout.end(path))) for path in borders)
        edges = {path for path in borders if inside[path] != inside[_nearest(path, borders)]}
        without: dict[Path | None, list[Path]] = {path: [] for path in edges if inside[path]}
        for path in sorted(edges - without.keys()):
            without[_nearest(path, edges)].append(path)
        return tuple(Extent(path, tuple(without[path])) for path in sorted(edges) if inside[path])


def _nearest(path: Path, among: Set[Path]) -> Path | None:
    """The next of them above the path."""
    return next((path[:depth] for depth in range(len(path) - 1, -1, -1) if path[:depth] in among), None)
