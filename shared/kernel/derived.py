"""Ids that follow from what they name: asked twice, the same id. Pure, so that deciders may use it."""

from typing import Final
from uuid import UUID, uuid5

NAMESPACE: Final = UUID("6f1d3c52-8f0b-5c0e-9a77-51a5c0de0001")


def derived_id(*parts: str) -> UUID:
    """The same parts give the same id, for ever, and other parts another; the first says what kind of thing it names."""
    return uuid5(NAMESPACE, "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts))
