"""A personal value that travels sealed: log, message, read model; only a read, an export or a file opens it."""

from typing import Final

MASK: Final = "＊＊＊"


class Sealed:
    """An opaque token made and opened by shared.privacy. It has no readable form: repr, str and logs show the mask.

    Not a dataclass on purpose: a serialiser that walks fields would write it in clear.
    """

    __slots__ = ("_token",)

    def __init__(self, token: str) -> None:
        self._token = token

    @property
    def token(self) -> str:
        """The sealed token: base64url text, safe to store and send, useless without the person's key."""
        return self._token

    def __repr__(self) -> str:
        return MASK

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other._token == self._token

    def __hash__(self) -> int:
        return hash(self._token)
