"""The key store: one key for each person and purpose, wrapped by the current key of the ring, in a database of its own.

Destroying a row erases what it sealed, in every log, message, read model and rebuild.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, Final, Protocol
from uuid import UUID

import asyncpg

from shared.crypto import Algorithm, new_key, unwrap, wrap
from shared.ids import new_id
from shared.privacy.ring import KeyRing, NotInRing

CACHE_SECONDS: Final = 60.0
CACHE_KEYS: Final = 50_000
Wanted = tuple[UUID, str]
_KEEP: Final = "select * from keys.keep($1, $2, $3, $4, $5, $6)"
_FIND: Final = "select key_id, wrapped, wrapped_by, wrapped_with from keys.person_key where key_id = any($1)"
_TRIES: Final = 20


class KeyStore(Protocol):
    """What sealing asks for; the one in memory passes the same tests."""

    async def keys_for(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, tuple[UUID, bytes]]: ...
    async def keys(self, ids: Iterable[UUID]) -> Mapping[UUID, bytes]: ...
    async def destroy(self, person: UUID, purposes: Iterable[str] | None = None) -> int: ...
    async def destroy_all(self, gone: Iterable[Wanted]) -> int: ...


class PostgresKeyStore:
    """Opened keys are cached for at most 60 s, so an erasure is complete everywhere within that time.

    `algorithm` is that of new keys and of their wrapping; people keep the keys they have.
    """

    def __init__(self, pool: "asyncpg.Pool[Any]", ring: KeyRing, algorithm: Algorithm = Algorithm.AES_256_GCM) -> None:
        self._pool = pool
        self._ring = ring
        self._algorithm = algorithm
        self._current: int | None = None
        self._cache: dict[UUID, tuple[float, bytes]] = {}

    async def keys_for(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, tuple[UUID, bytes]]:
        """The keys of (person, purpose), made where they are missing; committed when this returns."""
        asked = sorted(set(wanted))
        for _ in range(_TRIES):
            try:
                rows = await self._keep(asked)
                if len(rows) == len(asked):
                    return {(r["person"], r["purpose"]): (r["key_id"], self._opened(r)) for r in rows}
            except NotInRing:  # the ring was turned since we looked, or between reading and opening
                pass
            self._current = None
        raise NotInRing("the current wrapping key is not in this machine's ring")

    async def keys(self, ids: Iterable[UUID]) -> Mapping[UUID, bytes]:
        """The keys that still exist."""
        now, found, missing = monotonic(), {}, []
        for id in set(ids):
            until, key = self._cache.get(id, (0.0, b""))
            if until > now:
                found[id] = key
            else:
                missing.append(id)
        return found | await self._read(missing) if missing else found

    async def destroy(self, person: UUID, purposes: Iterable[str] | None = None) -> int:
        """Erase the person's keys of these purposes, of all when none is named; answers how many there were."""
        sql = "delete from keys.person_key where person = $1 and ($2::text[] is null or purpose = any($2)) returning key_id"
        rows = await self._pool.fetch(sql, person, None if purposes is None else list(purposes))
        return self._forget(rows)

    async def destroy_all(self, gone: Iterable[Wanted]) -> int:
        """Make sure that none of these has a key; answers how many still had one."""
        pairs = list(gone)
        rows = await self._pool.fetch(
            "delete from keys.person_key k using unnest($1::uuid[], $2::text[]) as g(person, purpose) "
            "where k.person = g.person and k.purpose = g.purpose returning k.key_id",
            [person for person, _ in pairs], [purpose for _, purpose in pairs],
        )  # fmt: skip
        return self._forget(rows)

    async def _keep(self, asked: Sequence[Wanted]) -> Sequence[Any]:
        if self._current is None:
            self._current = int(await self._pool.fetchval("select current from keys.ring"))
        by = self._ring.key(self._current)
        ids = [new_id() for _ in asked]
        wrapped = [wrap(self._algorithm, by, id, new_key(self._algorithm)) for id in ids]
        persons, purposes = [person for person, _ in asked], [purpose for _, purpose in asked]
        rows: Sequence[Any] = await self._pool.fetch(
            _KEEP, self._current, int(self._algorithm), ids, persons, purposes, wrapped
        )
        return rows

    async def _read(self, ids: Sequence[UUID]) -> dict[UUID, bytes]:
        for attempt in range(_TRIES):
            rows = await self._pool.fetch(_FIND, ids)
            try:
                return {row["key_id"]: self._opened(row) for row in rows}
            except NotInRing:  # wrapped anew between reading and opening; else the ring really lacks it
                if attempt == _TRIES - 1:
                    raise
        return {}

    def _forget(self, rows: Sequence[Any]) -> int:
        for row in rows:
            self._cache.pop(row["key_id"], None)
        return len(rows)

    def _opened(self, row: Any) -> bytes:
        wrapping = self._ring.key(row["wrapped_by"])
        key = unwrap(Algorithm(row["wrapped_with"]), wrapping, row["key_id"], row["wrapped"])
        if len(self._cache) >= CACHE_KEYS:
            self._cache.clear()
        self._cache[row["key_id"]] = (monotonic() + CACHE_SECONDS, key)
        return key


class MemoryKeyStore:
    """For tests without a server."""

    def __init__(self, algorithm: Algorithm = Algorithm.AES_256_GCM) -> None:
        self._algorithm = algorithm
        self._ids: dict[Wanted, UUID] = {}
        self._keys: dict[UUID, bytes] = {}

    async def keys_for(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, tuple[UUID, bytes]]:
        for asked in wanted:
            if asked not in self._ids:
                self._ids[asked] = new_id()
                self._keys[self._ids[asked]] = new_key(self._algorithm)
        return {asked: (id, self._keys[id]) for asked, id in self._ids.items()}

    async def keys(self, ids: Iterable[UUID]) -> Mapping[UUID, bytes]:
        return {id: self._keys[id] for id in ids if id in self._keys}

    async def destroy(self, person: UUID, purposes: Iterable[str] | None = None) -> int:
        named = None if purposes is None else set(purposes)
        return await self.destroy_all([a for a in self._ids if a[0] == person and (named is None or a[1] in named)])

    async def destroy_all(self, gone: Iterable[Wanted]) -> int:
        had = [asked for asked in gone if asked in self._ids]
        for asked in had:
            del self._keys[self._ids.pop(asked)]
        return len(had)


@asynccontextmanager
async def open_keystore(
    connection: dict[str, Any], ring: KeyRing, algorithm: Algorithm = Algorithm.AES_256_GCM
) -> AsyncIterator[PostgresKeyStore]:
    async with asyncpg.create_pool(min_size=1, max_size=4, **connection) as pool:
        yield PostgresKeyStore(pool, ring, algorithm)
