"""Proof: how fast an outsider verifies an export, how fast the sealer follows the log."""

from hashlib import sha256
from io import BytesIO
from time import perf_counter
from typing import Any, Final

from bench.events import SLIPS
from bench.figures import Figure, interleaved
from bench.log import bulk, fill
from bench.servers import Base, Ground
from shared.clock import SystemClock
from shared.crypto import signer
from shared.eventlog import Codec, PostgresLog, open_log
from shared.proof import LogSealer, PublicKeys, Sealing, SealStore, entry, verify
from shared.proof.evidence import export

KEYS: Final = ("verify_events", "seal_events")
SIGNER: Final = signer(b"b" * 32)
ENTRIES: Final = {"bench/log": [entry("bench/log", SIGNER)]}
SEALING: Final = Sealing(cell="bench", keys=PublicKeys.of(ENTRIES), signer=SIGNER, seconds=0)
_HASHES: Final = "select position, hash from log.event where position > $1 order by position limit 1000"


async def seal(log: PostgresLog, base: Base, behind: int) -> float:
    """Events a second: hashes read, the tree grown, a seal signed and stored for each thousand."""
    await bulk(log, behind)
    sealer = LogSealer(log, "log", SEALING, SIGNER, SystemClock(), base.app)
    await sealer.resume()
    before, started = sealer.size, perf_counter()
    while await sealer.step():
        pass
    return (sealer.size - before) / (perf_counter() - started)


async def hashes(log: PostgresLog, count: int) -> float:
    """As many hashes read, and nothing done with them."""
    at, started = 0, perf_counter()
    while at < count:
        at = (await log.pool.fetch(_HASHES, at))[-1][0]
    return at / (perf_counter() - started)


async def verified(content: bytes, events: int) -> float:
    """Events a second: bytes, columns, tree, seals and their signatures."""
    started = perf_counter()
    verify.check(BytesIO(content), ENTRIES)
    return events / (perf_counter() - started)


async def hashed(parts: list[bytes]) -> float:
    """SHA-256 over the same stored bytes, and nothing else."""
    started = perf_counter()
    for part in parts:
        sha256(part).digest()
    return len(parts) / (perf_counter() - started)


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`verify_events`, `seal_events`."""
    base, found = await ground.base("bench_proof"), []
    size = 5_000 if ground.quick else 20_000
    async with open_log(Codec.of([SLIPS]), base.app) as log:
        await fill(log, size)
        if "seal_events" in wanted:
            figure = Figure("seal_events", "events/s")
            found.append(
                await interleaved(figure, lambda: seal(log, base, size), lambda: hashes(log, size), ground.rounds)
            )
        if "verify_events" in wanted:
            found.append(await _verify(ground, log, base))
    return found


async def _verify(ground: Ground, log: PostgresLog, base: Base) -> Figure:
    await seal(log, base, 1_000)
    store: Any = SealStore(log.pool)
    newest = await store.newest()
    content = b"".join([part async for part in export(log, store, newest)])
    rows = await log.read(0, newest.size)
    parts = [row.meta + row.data for row in rows]
    figure = Figure("verify_events", "events/s", 100_000, by_value=True)
    return await interleaved(figure, lambda: verified(content, len(rows)), lambda: hashed(parts), ground.rounds)
