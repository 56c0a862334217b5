"""Sealing personal values, and opening them for a read, an export or a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.crypto import Algorithm
from shared.kernel import Sealed
from shared.privacy.blind_index import BlindIndex
from shared.privacy.catalogue import FILE, personal
from shared.privacy.keystore import KeyStore
from shared.privacy.tokens import parts, parts_of_bytes, seal, seal_bytes, unseal, unseal_bytes

Plain = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealer:
    """`blind` finds a person by a number that is stored sealed. The algorithm is that of the person's key."""

    store: KeyStore
    blind: BlindIndex

    async def seal(self, person: UUID, values: Plain) -> dict[str, Sealed]:
        """Values by catalogue name; the key is committed before this returns. Raises NotCatalogued."""
        return (await self.seal_many([(person, values)]))[0]

    async def seal_many(self, people: Sequence[tuple[UUID, Plain]]) -> list[dict[str, Sealed]]:
        """The same for many people with one question to the key store."""
        wanted = [(person, personal(name).purpose) for person, values in people for name in values]
        keys = await self.store.keys_for(wanted) if wanted else {}
        sealed = []
        for person, values in people:
            row = {}
            for name, text in values.items():
                key_id, key = keys[person, personal(name).purpose]
                row[name] = Sealed(seal(Algorithm.of_key(key), key_id, key, person, name, text))
            sealed.append(row)
        return sealed

    async def seal_file(self, holder: UUID, body: bytes) -> bytes:
        """A whole file under a key of its own; with the key of `holder` and purpose `file` destroyed it is gone."""
        keys = await self.store.keys_for([(holder, personal(FILE).purpose)])
        key_id, key = keys[holder, personal(FILE).purpose]
        return seal_bytes(Algorithm.of_key(key), key_id, key, holder, FILE, body)

    async def open_file(self, holder: UUID, sealed: bytes) -> bytes | None:
        """None where the key is gone. Raises NotGenuine."""
        part = parts_of_bytes(sealed)
        key = (await self.store.keys([part.key_id])).get(part.key_id)
        return None if key is None else unseal_bytes(part, key, holder, FILE)

    async def open_many(self, sealed: Sequence[tuple[UUID, str, Sealed]]) -> list[str | None]:
        """(person, catalogue name, value) in clear, in order; None where the key is gone. Raises NotGenuine."""
        tokens = [parts(value.token) for _, _, value in sealed]
        keys = await self.store.keys(part.key_id for part in tokens) if tokens else {}
        return [
            unseal(part, keys[part.key_id], person, field) if part.key_id in keys else None
            for part, (person, field, _) in zip(tokens, sealed, strict=True)
        ]
