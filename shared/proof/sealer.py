"""Log → seals: follows the log, reads hashes only, and signs the tree over all positions every 1,000 events or 60 s.

Nothing of it lies on the way of an append. A restart goes on from the stored frontier; of two sealers at once one waits, and
should both sign, the database takes one.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import asyncpg

from shared import fault, telemetry
from shared.clock import Clock
from shared.crypto import Signer
from shared.eventlog import AWAY, PostgresLog, Signal, check_contiguous
from shared.proof.note import Checkpoint, NotGenuine, sign
from shared.proof.sealing import Sealing
from shared.proof.store import Seal, SealStore
from shared.proof.tree import Frontier, Tile, grown_proof
from shared.telemetry import log as logger

EVENTS: Final = 1_000
POLL_SECONDS: Final = 1.0
LOCK: Final = 4721
_HASHES: Final = "select position, hash from log.event where position > $1 order by position limit $2"


class SealsChanged(Exception):
    """The stored seals are not those that were made: somebody wrote past the log's functions. A person must decide."""


class LogSealer:
    """`size` is how far the log is sealed, as far as this process knows. `elapsed` are seconds from any moment on."""

    def __init__(
        self, log: PostgresLog, service: str, sealing: Sealing, signer: Signer, clock: Clock,
        connection: Mapping[str, Any], elapsed: Callable[[], float] = monotonic,
    ) -> None:  # fmt: skip
        self.sealed = Signal()
        self._log = log
        self._store = SealStore(log.pool)
        self._sealing = sealing
        self._signer = signer
        self._service = service
        self._origin = sealing.origin(service)
        self._clock = clock
        self._connection = dict(connection)
        self._elapsed = elapsed
        self._asked = asyncio.Event()
        self._wanted = 0
        self._previous: bytes | None = None
        self._forget(Frontier(algorithm=sealing.algorithm))

    @property
    def size(self) -> int:
        return self._tree.size

    async def run(self) -> None:
        """For ever; a database that is away is waited for. Raises HoleInLog, SealsChanged."""
        while True:
            db = None
            try:
                db = await asyncpg.connect(**self._connection)
                await db.execute(f"select pg_advisory_lock({LOCK})")
                await self.resume()
                while True:
                    if not await self.step():
                        await self._rest(db)
            except AWAY as problem:
                logger.warning("sealer.waits", service=self._service, error=type(problem).__name__)
                await asyncio.sleep(0.5)
            finally:
                if db is not None:
                    db.terminate()

    async def now(self) -> int:
        """Seal what the log holds at this moment without waiting for more; the size sealed. For drills and the story."""
        self._wanted = await self._log.head()
        self._asked.set()
        async with asyncio.timeout(30):
            while self.sealed.latest < self._wanted:
                await self.sealed.wait(self._wanted - 1, POLL_SECONDS)
        return self.sealed.latest

    async def resume(self) -> None:
        """Go on from the newest stored seal, whoever made it."""
        newest = await self._store.newest()
        if newest is None:
            self._forget(Frontier(algorithm=self._sealing.algorithm))
            return
        checkpoint = self._own(newest)
        self._forget(newest.tree())
        self._previous = checkpoint.hash()
        self._tell()

    def _own(self, newest: Seal) -> Checkpoint:
        """A frontier or a note that somebody exchanged is found before anything is built upon it."""
        try:
            checkpoint, _ = self._sealing.keys.verified(newest.note, self._origin)
            if (checkpoint.size, checkpoint.root) == (newest.size, newest.tree().root()):
                return checkpoint
        except (NotGenuine, ValueError):
            pass
        logger.critical("sealer.seals_changed", service=self._service, size=newest.size)
        raise SealsChanged(f"the seal of {newest.size} positions")

    async def step(self) -> bool:
        """Read on, and seal if it is time; False when there was nothing to do."""
        at = self._tree.size + len(self._leaves)
        rows = await self._log.pool.fetch(_HASHES, at, EVENTS - len(self._leaves))
        check_contiguous(at, [row[0] for row in rows])
        if rows and not self._leaves:
            self._since = self._elapsed()
        self._leaves += [row[1] for row in rows]
        if not self._due():
            return False
        await self._seal()
        return True

    def _due(self) -> bool:
        if not self._leaves:
            return False
        late = self._elapsed() - self._since >= self._sealing.seconds
        return len(self._leaves) >= EVENTS or late or self._wanted > self._tree.size

    async def _seal(self) -> None:
        checkpoint, seal, tiles, tree = self._signed()
        fault.point("sealer.before")
        if not await self._store.add(seal, tiles):
            await self.resume()
            return
        fault.point("sealer.after")
        self._forget(tree)
        self._previous = checkpoint.hash()
        self._tell()

    def _tell(self) -> None:
        self.sealed.tell(self._tree.size)
        telemetry.sealed.labels(self._service).set(self._tree.size)

    def _signed(self) -> tuple[Checkpoint, Seal, tuple[Tile, ...], Frontier]:
        tree, tiles = self._tree.grown(self._leaves)
        checkpoint = Checkpoint(
            origin=self._origin, size=tree.size, root=tree.root(), previous=self._previous, first=self._tree.size + 1,
            made=self._clock.now(), algorithm=tree.algorithm,
        )  # fmt: skip
        proof = b"".join(grown_proof(self._tree, self._leaves))
        seal = Seal(
            tree.size, checkpoint.first, checkpoint.root, sign(checkpoint, self._signer), self._previous,
            tree.stored(), proof, tree.algorithm, checkpoint.made,
        )  # fmt: skip
        return checkpoint, seal, tiles, tree

    def _forget(self, tree: Frontier) -> None:
        self._tree = tree
        self._leaves: list[bytes] = []
        self._since = 0.0
        if not tree.size:
            self._previous = None

    async def _rest(self, db: Any) -> None:
        """Seals are in no hurry: looking once a second costs appends nothing. The lock's connection must be alive."""
        self._asked.clear()
        if self._wanted > self._tree.size:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(
                min(POLL_SECONDS, self._sealing.seconds)
            ):  # wait_for of Python 3.11 may lose a cancellation
                await self._asked.wait()
        await db.fetchval("select 1")
