"""The keys that seal the logs of a state directory, and the services as one another's witnesses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from deploy.local.state import State
from shared.crypto import Signer, signer
from shared.proof import Ask, PublicKeys, Sealing, SealStore, entry
from shared.runtime import Runtime

CELL: Final = "local"
KEYS: Final = "seal-keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One of several deployments in a province: its name, the province's key of the blind index, whose records it believes."""

    name: str = CELL
    index: str | None = None
    issuers: Mapping[str, Any] = field(default_factory=dict[str, Any])


def sealing(state: State, names: Sequence[str], runtimes: Mapping[str, Runtime], cell: Cell) -> dict[str, Sealing]:
    """For each service how its log is sealed, with a key made at the first start."""
    keys = PublicKeys.load(keys_file(state, names, cell.name))
    ask = {name: _ask(runtimes, name) for name in names}
    known: dict[str, Any] = {"cell": cell.name, "keys": keys, "ask": ask, "issuers": cell.issuers}
    return {name: Sealing(signer=_signer(state, name), **known) for name in names}


def keys_file(state: State, names: Sequence[str], cell: str = CELL) -> Path:
    """The public keys of all services, as an outsider is given them."""
    state.keep(KEYS, {f"{cell}/{name}": [entry(f"{cell}/{name}", _signer(state, name))] for name in names})
    return state.folder / f"{KEYS}.json"


def _signer(state: State, name: str) -> Signer:
    return signer(bytes.fromhex(state.secret(f"seal-{name}")))


def _ask(runtimes: Mapping[str, Runtime], name: str) -> Ask:
    """Asks the service itself, as over HTTP."""

    async def proof(old: int, new: int) -> list[bytes] | None:
        store = SealStore(runtimes[name].pool)
        newest = await store.newest()
        return None if newest is None or newest.size < new else await store.consistency(old, new, newest.algorithm)

    return proof
