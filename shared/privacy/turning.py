"""Turning the ring: every key wrapped anew, the only backup written anew, the old wrapping key destroyed.

After an erasure older copies of the key store (dead rows, write-ahead log, base backups) still hold the erased person's wrapped
key. Once the key that wrapped it is destroyed, nobody opens them.
"""

import json
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from shared.crypto import Algorithm, unwrap, wrap
from shared.privacy.ring import KeyRing, write_durably

CHUNK: Final = 2_000
_LOCK: Final = 4715
_NO_NEW_KEYS: Final = 4716  # held shared by keys.keep
_COLUMNS: Final = "key_id, person, purpose, wrapped, wrapped_by, wrapped_with"


async def rotate(db: Any, ring: KeyRing, algorithm: Algorithm = Algorithm.AES_256_GCM) -> int:
    """Wrap every key by a new wrapping key; answers its number. `db` may change rows: the owner's connection.

    New keys wait only while the number changes: from then on they are wrapped by the new key, and chunk after chunk of the old ones
    is wrapped anew. Killed at any point, it is run again; two at once take turns.
    """
    await db.execute("select pg_advisory_lock($1)", _LOCK)
    try:
        current = ring.add()
        async with db.transaction():
            await db.execute("select pg_advisory_xact_lock($1)", _NO_NEW_KEYS)
            await db.execute("update keys.ring set current = $1", current)
        done: UUID | None = UUID(int=0)
        while done is not None:
            done = await _wrap_anew(db, ring, current, algorithm, done)
        return current
    finally:
        await db.execute("select pg_advisory_unlock($1)", _LOCK)


async def _wrap_anew(db: Any, ring: KeyRing, current: int, algorithm: Algorithm, after: UUID) -> UUID | None:
    """The next keys in the order of their ids; answers the last of them, none when there are no more."""
    rows = await db.fetch(
        f"select {_COLUMNS} from keys.person_key where key_id > $1 and wrapped_by <> $2 order by key_id limit {CHUNK}",
        after, current,
    )  # fmt: skip
    by = ring.key(current)
    fresh = [wrap(algorithm, by, row["key_id"], _opened(ring, row)) for row in rows]
    await db.execute(
        "update keys.person_key k set wrapped = n.w, wrapped_by = $1, wrapped_with = $2 "
        "from unnest($3::uuid[], $4::bytea[]) as n(i, w) where k.key_id = n.i",
        current, int(algorithm), [row["key_id"] for row in rows], fresh,
    )  # fmt: skip
    return rows[-1]["key_id"] if rows else None


def _opened(ring: KeyRing, row: Any) -> bytes:
    return unwrap(Algorithm(row["wrapped_with"]), ring.key(row["wrapped_by"]), row["key_id"], row["wrapped"])


async def shred(db: Any, ring: KeyRing, backup: Path, algorithm: Algorithm = Algorithm.AES_256_GCM) -> int:
    """Turn the ring, replace the backup, destroy every older wrapping key; answers the number of the one left.

    One at a time: the backup is never of keys that another shredding has just destroyed.
    """
    await db.execute("select pg_advisory_lock($1)", _LOCK)
    try:
        return await _shredded(db, ring, backup, algorithm)
    finally:
        await db.execute("select pg_advisory_unlock($1)", _LOCK)


async def _shredded(db: Any, ring: KeyRing, backup: Path, algorithm: Algorithm) -> int:
    owed = await db.fetchval("select owed from keys.ring")
    current = await rotate(db, ring, algorithm)
    rows = await db.fetch(f"select {_COLUMNS} from keys.person_key order by key_id")
    lines = [json.dumps([_text(value) for value in row.values()]) for row in rows]
    backup.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(backup, "\n".join([json.dumps({"current": current}), *lines, ""]).encode())
    for number in ring.numbers:
        if number < current:
            ring.destroy(number)
    await db.execute("update keys.ring set owed = owed - $1", owed)
    return current


async def restore(db: Any, ring: KeyRing, backup: Path) -> int:
    """Put the backup's keys into the store; answers how many came back. Raises NotInRing.

    What nobody opens any more (rows of an older copy of the database, wrapped by a destroyed key) goes. Start the services
    afterwards: they destroy again what was erased since the backup was written.
    """
    head, *rows = _lines(backup)
    for number in {head["current"], *(row[4] for row in rows)}:
        ring.key(number)
    async with db.transaction():
        await db.execute("delete from keys.person_key where wrapped_by <> all ($1)", ring.numbers)
        before = await db.fetchval("select count(*) from keys.person_key")
        await db.execute("update keys.ring set current = $1", ring.numbers[-1])
        await db.executemany(
            f"insert into keys.person_key ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            [(UUID(id), UUID(person), purpose, bytes.fromhex(w), by, cipher) for id, person, purpose, w, by, cipher in rows],
        )  # fmt: skip
    return int(await db.fetchval("select count(*) from keys.person_key")) - int(before)


def _lines(backup: Path) -> list[Any]:
    return [json.loads(line) for line in backup.read_text().splitlines()]


def _text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, int | str) else str(value)
