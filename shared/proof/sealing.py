"""How the logs of a cell are sealed: who signs, whose signatures are believed, who can be asked."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shared.crypto import SHA_256, Signer
from shared.proof.note import PublicKeys

SECONDS: Final = 60.0

Ask = Callable[[int, int], Awaitable[Sequence[bytes] | None]]
"""The consistency proof between two sizes from the publisher itself; None when it says that it has no such tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """`signer` holds the service's own key, where it seals; `ask` reaches the other services; `algorithm` hashes new events
    and the tree of a log that has no seal so far; `seconds` is the longest that an event waits for its seal; `issuers` are
    the public keys of other cells whose service records are believed.
    """

    cell: str
    keys: PublicKeys
    signer: Signer | None = None
    ask: Mapping[str, Ask] = field(default_factory=dict)
    algorithm: str = SHA_256
    seconds: float = SECONDS
    issuers: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def origin(self, service: str) -> str:
        """The name that a service's log is known by, and that it signs with."""
        return f"{self.cell}/{service}"

    @property
    def believed(self) -> dict[str, list[Any]]:
        """Whose service records are accepted: other cells' and one's own, by the name of the issuer."""
        known = {name: list(keys) for name, keys in self.issuers.items()}
        for name, keys in self.keys.entries.items():
            known.setdefault(name, []).extend(keys)
        return known

    def others(self, service: str) -> Iterator[str]:
        """The services of the cell whose seals this one witnesses."""
        names = (name.rpartition("/") for name in self.keys.entries)
        return (name for cell, _, name in names if cell == self.cell and name != service)
