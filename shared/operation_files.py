"""What long work reads and writes: sheets and error lists, stored sealed under a key of their own, and forgotten in time.

The sheet that was sent in goes with the end of the work, everything else after the days the catalogue names, and at the erasure
of anybody in the work's region: over-inclusive on purpose, files can be made again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import asyncpg

from shared.ids import derived_id
from shared.kernel import Region, within
from shared.privacy import FILE, Sealer, personal

INPUT: Final = "input"
ENDED: Final = "o.state in ('succeeded', 'failed', 'cancelled')"


@dataclass(frozen=True, slots=True)
class OperationFiles:
    """The files of one service's operations."""

    pool: "asyncpg.Pool[Any]"
    sealer: Sealer

    async def sealed(self, operation_id: UUID, name: str, body: bytes) -> bytes:
        """The stored form; its key is committed when this returns."""
        return await self.sealer.seal_file(_holder(operation_id, name), body)

    async def keep(self, operation_id: UUID, name: str, body: bytes) -> None:
        await self.pool.execute(
            "insert into log.operation_file values ($1, $2, $3) on conflict (operation_id, name) do update set body = excluded.body",
            operation_id, name, await self.sealed(operation_id, name, body),
        )  # fmt: skip

    async def read(self, operation_id: UUID, name: str) -> bytes | None:
        """None where there is no such file, or no longer."""
        sql = "select body from log.operation_file where operation_id = $1 and name = $2"
        body: bytes | None = await self.pool.fetchval(sql, operation_id, name)
        return None if body is None else await self.sealer.open_file(_holder(operation_id, name), body)

    async def forget_old(self) -> None:
        """The inputs of work that has ended, and all files of work that ended too long ago."""
        days = personal(FILE).retention.days
        await self._forget(
            f"{ENDED} and (f.name = $1 or o.changed < clock_timestamp() - make_interval(days => $2))", INPUT, days
        )

    async def forget_in(self, regions: Iterable[Region]) -> bool:
        """All files of ended work in whose region one of these lies. False while work of theirs with files goes on: ask again."""
        rows = await self.pool.fetch(
            f"select o.region, bool_and({ENDED}) as ended from log.operation o join log.operation_file f using (operation_id) "
            "group by o.region"
        )
        theirs = [row for row in rows if any(within(Region(row["region"]), region) for region in regions)]
        await self._forget(f"{ENDED} and o.region = any($1)", [row["region"] for row in theirs])
        return all(row["ended"] for row in theirs)

    async def _forget(self, which: str, *arguments: Any) -> None:
        """Keys first: what is left of a row after a crash opens no more, and goes the next time."""
        found = f"from log.operation o join log.operation_file f using (operation_id) where {which}"
        rows = await self.pool.fetch(f"select f.operation_id, f.name {found}", *arguments)
        if not rows:
            return
        holders = {_holder(row["operation_id"], row["name"]) for row in rows}
        await self.sealer.store.destroy_all((holder, personal(FILE).purpose) for holder in holders)
        await self.pool.execute(
            "delete from log.operation_file f using unnest($1::uuid[], $2::text[]) as g(id, name) "
            "where f.operation_id = g.id and f.name = g.name",
            [row["operation_id"] for row in rows], [row["name"] for row in rows],
        )  # fmt: skip


def _holder(operation_id: UUID, name: str) -> UUID:
    """Whose key seals the file: the input has one of its own, for it goes first."""
    return derived_id("operation.input", str(operation_id)) if name == INPUT else operation_id
