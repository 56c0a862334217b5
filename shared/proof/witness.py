"""What this service says of the others' logs: it co-signs a seal that goes on from the last one it saw, and nothing else.

A cut tail or a second history needs every witness to look away.
"""

from dataclasses import dataclass
from typing import Any, Final

import asyncpg

from shared.clock import Clock
from shared.crypto import Signer
from shared.proof.note import Checkpoint, NotGenuine, PublicKeys, cosign
from shared.proof.sealing import Ask
from shared.proof.tree import consistent
from shared.telemetry import log as logger

_LAST: Final = "select size, root, note from log.witnessed where origin = $1 order by size desc limit 1"
_KNOWN: Final = "select 1 from log.witnessed where origin = $1 and size = $2 and root = $3"


class CannotTell(Exception):
    """The publisher could not be asked just now: look at the seal again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A seal as it was sent: `proof` shows that it goes on from `before`, the size of the seal before it."""

    note: str
    before: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """`name` is the origin under which this service signs."""

    pool: "asyncpg.Pool[Any]"
    name: str
    signer: Signer
    keys: PublicKeys
    clock: Clock

    async def see(self, told: Told, origin: str, ask: Ask | None) -> str | None:
        """Our line under the seal of that origin; None for what we do not sign. Raises CannotTell."""
        try:
            seen, text = self.keys.verified(told.note, origin)
        except NotGenuine as fault:
            logger.critical("witness.not_genuine", witness=self.name, reason=str(fault))
            return None
        last = await self.pool.fetchrow(_LAST, seen.origin)
        if last is not None and not await self._goes_on(seen, last["size"], last["root"], told, ask):
            await self._dispute(seen, told.note)
            return None
        if not await self._keep(seen, told.note, last["size"] if last else 0):
            return None
        return cosign(text, self.name, self.signer, int(self.clock.now().timestamp()))

    async def _goes_on(self, seen: Checkpoint, size: int, root: bytes, told: Told, ask: Ask | None) -> bool:
        """One of the two trees begins the other."""
        if seen.size == size:
            return seen.root == root
        if seen.size < size:
            known = await self.pool.fetchval(_KNOWN, seen.origin, seen.size, seen.root)
            return known is not None or await self._asked(seen.size, seen.root, size, root, seen.algorithm, ask)
        if told.before == size and consistent(size, root, seen.size, seen.root, told.proof, seen.algorithm):
            return True
        return await self._asked(size, root, seen.size, seen.root, seen.algorithm, ask)

    async def _asked(self, old: int, old_root: bytes, new: int, root: bytes, algorithm: str, ask: Ask | None) -> bool:
        """The publisher itself must be able to prove it; whatever way it fails to answer, it is asked again later."""
        if ask is None:
            raise CannotTell
        try:
            proof = await ask(old, new)
        except Exception as problem:
            raise CannotTell from problem
        return proof is not None and consistent(old, old_root, new, root, proof, algorithm)

    async def _keep(self, seen: Checkpoint, note: str, last: int) -> bool:
        """A seal seen before is signed again, so that a lost co-signature comes back; an older one is not."""
        if seen.size == last:
            return True
        sql = "select log.add_witnessed($1, $2, $3, $4)"
        return seen.size > last and bool(await self.pool.fetchval(sql, seen.origin, seen.size, seen.root, note))

    async def _dispute(self, seen: Checkpoint, note: str) -> None:
        """Kept for ever as evidence, shown by the health page, never co-signed."""
        sql = "select log.add_disputed($1, $2, $3, $4, $5, $6)"
        reason = "does not go on from what was witnessed"
        await self.pool.fetchval(sql, seen.origin, seen.size, seen.root, note, reason, self.clock.now())
        logger.critical("witness.fork", witness=self.name, origin=seen.origin, size=seen.size)
