"""The edge's view of grants and of the tree: kept in the process, at most a second old, judged on the business day."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any, Final

import asyncpg

from shared.authority.rows import authority_grant
from shared.clock import Clock
from shared.eventlog import AWAY, LogUnavailable
from shared.kernel import UNMOVED, Grant, Layout, Move, Region, Role, Scope, Tree
from shared.service import Service

LOOK_AGAIN_SECONDS: Final = 1.0
MOST_HOLDERS: Final = 10_000
_PAUSE_SECONDS: Final = 0.02
_CHANGED: Final = (
    "select coalesce((select max(changed) from read.authority_grant), 0) as grants, "
    "coalesce((select max(changed) from read.region_move), 0) as moves"
)
_MOVES: Final = "select path, moved_to, since, merged from read.region_move"
_GRANTS: Final = (
    "select g.role, g.region, g.principal, u.region as under, greatest(g.starts, u.starts) as starts, "
    "least(g.ends, u.ends) as ends "
    "from read.authority_grant g left join read.authority_grant u on u.grant_id = g.underlying "
    "where g.holder = $1 and g.in_force and (g.underlying is null or (u.in_force and u.holder = g.principal))"
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A grant and the days it is good for; where it was delegated, the `principal` and the region of what it rests `under`."""

    grant: Grant
    principal: str | None
    under: Region | None
    starts: date
    ends: date | None

    def on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def within(self, layout: Layout) -> bool:
        """Whether the principal still has what he delegated: a street may have moved away from him."""
        duty, own = Scope.of([self.grant.region], layout), Scope.of(() if self.under is None else [self.under], layout)
        return all(own.covers(region) for region in duty.regions)


@dataclass(slots=True)
class Authority:
    """Of one process. What changed is asked once a second; what did not change is asked once. `heard`: the service keeps
    the read model; one that does not has no grants and no moves. `patience`: seconds that a process which has just begun
    waits for its read models.
    """

    pool: "asyncpg.Pool[Any]"
    clock: Clock
    heard: bool = True
    patience: float = 10.0
    _looked: float = -1e9
    _changed: tuple[int, int] = (-1, -1)
    _tree: Tree = field(default_factory=Tree)
    _today: date = date.min
    _layout: Layout = UNMOVED
    _held: dict[str, tuple[_Held, ...]] = field(default_factory=dict)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @staticmethod
    def of(service: Service, pool: "asyncpg.Pool[Any]", clock: Clock) -> "Authority":
        return Authority(pool, clock, any(authority_grant in p.tables for p in service.projections))

    async def layout(self) -> Layout:
        """The tree of regions as it is today."""
        await self._look()
        today = self.clock.today()
        if today != self._today:
            self._layout, self._today = self._tree.on(today), today
        return self._layout

    async def grants(self, holder: str) -> tuple[Grant, ...]:
        """What was given to the holder himself and is in force today."""
        return tuple(h.grant for h in await self._of(holder) if h.principal is None)

    async def delegated(self, holder: str, principal: str) -> tuple[Grant, ...]:
        """What the principal delegated to the holder, as long as both the duty and what it rests on are in force."""
        layout = await self.layout()
        return tuple(h.grant for h in await self._of(holder) if h.principal == principal and h.within(layout))

    async def _of(self, holder: str) -> tuple[_Held, ...]:
        await self._look()
        held = self._held.get(holder)
        if held is None:
            before = self._changed
            held = _known(await self._fetch(_GRANTS, holder)) if self.heard else ()
            if before == self._changed:  # else it may be older than what was just heard of
                self._keep(holder, held)
        today = self.clock.today()
        return tuple(h for h in held if h.on(today))

    def _keep(self, holder: str, held: tuple[_Held, ...]) -> None:
        if len(self._held) >= MOST_HOLDERS:
            self._held.clear()
        self._held[holder] = held

    async def _look(self) -> None:
        if monotonic() - self._looked < LOOK_AGAIN_SECONDS or not self.heard:
            return
        async with self._looking:
            asked = monotonic()
            if asked - self._looked < LOOK_AGAIN_SECONDS:
                return
            row = await self._asked()
            if row["moves"] != self._changed[1]:
                moves = [
                    Move(path=Region(r[0]), to=Region(r[1]), since=r[2], merged=r[3]) for r in await self._fetch(_MOVES)
                ]
                self._tree, self._today = Tree(tuple(moves)), date.min
            if row["grants"] != self._changed[0]:
                self._held.clear()
            self._changed, self._looked = (row["grants"], row["moves"]), asked

    async def _asked(self) -> Any:
        """Without read models nobody is let in. Raises LogUnavailable."""
        until = monotonic() + self.patience
        while True:
            try:
                return (await self._fetch(_CHANGED))[0]
            except asyncpg.UndefinedTableError:
                if monotonic() > until:
                    raise LogUnavailable("no read models") from None
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _fetch(self, sql: str, *arguments: Any) -> list[Any]:
        try:
            rows: list[Any] = await self.pool.fetch(sql, *arguments)
        except asyncpg.UndefinedTableError:
            raise
        except AWAY as away:
            raise LogUnavailable(type(away).__name__) from away
        return rows


def _known(rows: list[Any]) -> tuple[_Held, ...]:
    """A role that this build has no word for gives nothing here."""
    return tuple(
        _Held(Grant(Role(r["role"]), Region(r["region"])), r["principal"], r["under"], r["starts"], r["ends"])
        for r in rows
        if r["role"] in set(Role)
    )
