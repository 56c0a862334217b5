"""Seals, kept subtrees and co-signatures as a service's database holds them; proofs read from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import asyncpg

from shared.proof.note import opened
from shared.proof.tree import Frontier, Span, Tile, blocks, consistency_spans, inclusion_spans, subtree

_COLUMNS: Final = "size, first, root, note, previous, frontier, proof, algorithm, made"
_PAGE: Final = f"select {_COLUMNS} from log.seal where size > $1 order by size limit $2"
# The newest that a witness has signed as well, if it reaches that far; else the newest.
_COVERING: Final = f"""
select {_COLUMNS} from log.seal where size = coalesce(
  (select max(size) from log.cosignature where size >= $1), (select max(size) from log.seal where size >= $1))"""
_LEAVES: Final = "select 0, position - 1, hash from log.event where position = any($1::bigint[])"
_TILES: Final = (
    "select height, place, hash from log.tile join unnest($1::smallint[], $2::bigint[]) as w(height, place) "
    "using (height, place)"
)


class Seal(NamedTuple):
    """A row of log.seal; `note` is the text with its origin's signature."""

    size: int
    first: int
    root: bytes
    note: str
    previous: bytes | None
    frontier: bytes
    proof: bytes
    algorithm: str
    made: datetime

    @property
    def text(self) -> str:
        """What is signed."""
        return opened(self.note)[0]

    def tree(self) -> Frontier:
        return Frontier.read(self.size, self.frontier, self.algorithm)


@dataclass(frozen=True, slots=True)
class SealStore:
    """`pool` logs in as the service's application role."""

    pool: "asyncpg.Pool[Any]"

    async def newest(self) -> Seal | None:
        row = await self.pool.fetchrow(f"select {_COLUMNS} from log.seal order by size desc limit 1")
        return Seal(*row) if row else None

    async def at(self, size: int) -> Seal | None:
        row = await self.pool.fetchrow(f"select {_COLUMNS} from log.seal where size = $1", size)
        return Seal(*row) if row else None

    async def covering(self, position: int) -> Seal | None:
        """The newest co-signed seal that covers the position; the newest of all when none is co-signed so far."""
        row = await self.pool.fetchrow(_COVERING, position)
        return Seal(*row) if row else None

    async def page(self, after: int, limit: int) -> list[Seal]:
        return [Seal(*row) for row in await self.pool.fetch(_PAGE, after, limit)]

    async def add(self, seal: Seal, tiles: Sequence[Tile]) -> bool:
        """False when another sealer was faster."""
        kept = ([t.height for t in tiles], [t.place for t in tiles], [t.hash for t in tiles])
        sql = "select log.add_seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        return bool(await self.pool.fetchval(sql, *seal, *kept))

    async def add_cosignature(self, size: int, witness: str, line: str) -> bool:
        return bool(await self.pool.fetchval("select log.add_cosignature($1, $2, $3)", size, witness, line))

    async def cosigned(self, seals: Sequence[Seal]) -> list[str]:
        """The notes with the lines of their witnesses below."""
        sql = "select size, line from log.cosignature where size = any($1::bigint[]) order by size, witness"
        lines: dict[int, str] = {}
        for size, line in await self.pool.fetch(sql, [seal.size for seal in seals]):
            lines[size] = lines.get(size, "") + line
        return [seal.note + lines.get(seal.size, "") for seal in seals]

    async def inclusion(self, positions: Sequence[int], seal: Seal) -> list[list[bytes]]:
        """For each position the proof that the seal's tree holds it; all of them from one look at the database."""
        spans = [inclusion_spans(position - 1, seal.size) for position in positions]
        roots = await self._roots({span for each in spans for span in each}, seal.algorithm)
        return [[roots[span] for span in each] for each in spans]

    async def consistency(self, old: int, new: int, algorithm: str) -> list[bytes]:
        """The proof that the first `old` positions begin the first `new`; the log must be sealed that far."""
        spans = consistency_spans(old, new)
        roots = await self._roots(spans, algorithm)
        return [roots[span] for span in spans]

    async def _roots(self, spans: Iterable[Span], algorithm: str) -> dict[Span, bytes]:
        spans = list(spans)
        wanted = {block for span in spans for block in blocks(span)}
        leaves, tiles = [place + 1 for height, place in wanted if height == 0], [block for block in wanted if block[0]]
        rows = await self.pool.fetch(_LEAVES, leaves) if leaves else []
        if tiles:
            rows = [
                *rows,
                *await self.pool.fetch(_TILES, [height for height, _ in tiles], [place for _, place in tiles]),
            ]
        found = {(height, place): hash for height, place, hash in rows}
        return {span: subtree(span, lambda height, place: found[height, place], algorithm) for span in spans}
