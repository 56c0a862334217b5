"""Who signed: one person, or a deputy for a principal, in one line of text that log, messages and read models carry alike."""

import re
from typing import Final

FOR: Final = " for "
_SUBJECT: Final = re.compile(r"[\x21-\x7e]{1,128}")
_MACHINES: Final = re.compile(r"timer|service:.*")


def is_subject(text: str) -> bool:
    """Whether the text may name a person: visible ASCII without white space, so that a signature has one reading only, and
    nothing that the system signs its own work with.
    """
    return _SUBJECT.fullmatch(text) is not None and _MACHINES.fullmatch(text) is None


def signed(actor: str, on_behalf_of: str | None = None) -> str:
    """`"li"`, or `"li for wang"` where li acts as wang's deputy."""
    return actor if on_behalf_of is None else f"{actor}{FOR}{on_behalf_of}"


def hands(signature: str) -> frozenset[str]:
    """Everybody a signature binds: deputy and principal."""
    return frozenset(signature.split(FOR))


def same_hand(one: str, other: str) -> bool:
    """Whether somebody stands behind both signatures: who made something never checks it, nor does a deputy for him."""
    return not hands(one).isdisjoint(hands(other))
