"""The key store: one key for each person and purpose, wrapped by the master key, in a database of its own.

Destroying a row erases what it sealed, in every log, message, read model and rebuild.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, Final, Protocol
from uuid import UUID

import asyncpg

from shared.ids import new_id
from shared.privacy.crypto import Algorithm, new_key, unwrap, wrap

KEYSTORE_0001: Final = (
    "create schema keys",
    """
create table keys.person_key (
  key_id uuid primary key, person uuid not null, purpose text not null, wrapped bytea not null,
  created timestamptz not null default clock_timestamp(), unique (person, purpose)
)""",
)
CACHE_SECONDS: Final = 60.0
CACHE_KEYS: Final = 50_000
Wanted = tuple[UUID, str]


def keystore_grants(role: str) -> tuple[str, ...]:
    return (f"grant usage on schema keys to {role}", f"grant select, insert, delete on keys.person_key to {role}")


class KeyStore(Protocol):
    """What sealing asks for; the one in memory passes the same tests."""

    async def keys_for(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, tuple[UUID, bytes]]: ...
    async def keys(self, ids: Iterable[UUID]) -> Mapping[UUID, bytes]: ...
    async def destroy(self, person: UUID) -> int: ...


class PostgresKeyStore:
    """Keys are cached for at most 60 s, so an erasure is complete everywhere within that time."""

    def __init__(self, pool: "asyncpg.Pool[Any]", master: bytes, algorithm: Algorithm = Algorithm.AES_256_GCM) -> None:
        self._pool = pool
        self._master = master
        self._algorithm = algorithm
        self._cache: dict[UUID, tuple[float, bytes]] = {}

    async def keys_for(self, wanted: Iterable[Wanted]) -> Mapping[Wanted, tuple[UUID, bytes]]:
        """The keys of (person, purpose), made where they are missing; committed when this returns."""
        asked = list(dict.fromkeys(wanted))
        made = [(new_id(), person, purpose) for person, purpose in asked]
        wrapped = [wrap(self._master, id, new_key(self._algorithm)) for id, _, _ in made]
        columns = ([m[0] for m in made], [m[1] for m in made], [m[2] for m in made], wrapped)
        rows = await self._pool.fetch(
            "with new as (insert into keys.person_key (key_id, person, purpose, wrapped) "
            "select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[]) on conflict do nothing "
            "returning key_id, person, purpose, wrapped) select * from new",
            *columns,
        )
        if len(rows) < len(asked):
            rows = await self._pool.fetch(
                "select k.key_id, k.person, k.purpose, k.wrapped from keys.person_key k "
                "join unnest($1::uuid[], $2::text[]) as w(person, purpose) using (person, purpose)",
                columns[1], columns[2],
            )  # fmt: skip
        return {(r["person"], r["purpose"]): (r["key_id"], self._opened(r["key_id"], r["wrapped"])) for r in rows}

    async def keys(self, ids: Iterable[UUID]) -> Mapping[UUID, bytes]:
        """The keys that still exist."""
        now, found, missing = monotonic(), {}, []
        for id in set(ids):
            until, key = self._cache.get(id, (0.0, b""))
            if until > now:
                found[id] = key
            else:
                missing.append(id)
        if missing:
            rows = await self._pool.fetch("select key_id, wrapped from keys.person_key where key_id = any($1)", missing)
            found.update({r["key_id"]: self._opened(r["key_id"], r["wrapped"]) for r in rows})
        return found

    async def destroy(self, person: UUID) -> int:
        """Erase the person's keys; answers how many there were."""
        rows = await self._pool.fetch("delete from keys.person_key where person = $1 returning key_id", person)
        for row in rows:
            self._cache.pop(row["key_id"], None)
        return len(rows)

    def _opened(self, id: UUID, wrapped: bytes) -> bytes:
        key = unwrap(self._master, id, wrapped)
        if len(self._cache) >= CACHE_KEYS:
            self._cache.clear()
        self._cache[id] = (monotonic() + CACHE_SECONDS, key)
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

    async def destroy(self, person: UUID) -> int:
        gone = [asked for asked in self._ids if asked[0] == person]
        for asked in gone:
            del self._keys[self._ids.pop(asked)]
        return len(gone)


@asynccontextmanager
async def open_keystore(connection: dict[str, Any], master: bytes) -> AsyncIterator[PostgresKeyStore]:
    async with asyncpg.create_pool(min_size=1, max_size=4, **connection) as pool:
        yield PostgresKeyStore(pool, master)
