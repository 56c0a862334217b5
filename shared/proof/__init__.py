"""Seals of the log: the signed tree over all positions, its proofs, its witnesses, and what an outsider checks them with."""

from shared.proof.note import NotGenuine, PublicKeys, entry
from shared.proof.post import SealPost
from shared.proof.sealer import LogSealer, SealsChanged
from shared.proof.sealing import Ask, Sealing
from shared.proof.store import Seal, SealStore
from shared.proof.witness import CannotTell, Told, Witness

__all__ = [
    "Ask", "CannotTell", "LogSealer", "NotGenuine", "PublicKeys", "Seal", "SealPost", "SealStore", "Sealing", "SealsChanged",
    "Told", "Witness", "entry",
]  # fmt: skip
