"""Bearer tokens against a key set: only what we know of, only as we expect it (reliability.md 3.3)."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from time import time
from typing import Any, Final

import jwt

from shared.web.keyset import LIFETIME_SECONDS, KeySet

REQUIRED: Final = ["iss", "aud", "exp", "nbf", "iat", "sub", "jti"]
LEEWAY_SECONDS: Final = 5
CACHE_SECONDS: Final = 60
CACHE_TOKENS: Final = 10_000
MAX_TOKEN: Final = 8_192
_SUBJECT: Final = re.compile(r"[\x21-\x7e]{1,128}")
_KID: Final = re.compile(r"[\x21-\x7e]{1,128}")
_ELSEWHERE: Final = frozenset({"jku", "x5u", "jwk", "x5c", "crit"})


class BadToken(Exception):
    """The token is not accepted; why is for the log, not for the caller."""


@dataclass(slots=True)
class Verifier:
    """Claims of a good token are kept for at most 60 s, so revocation takes no longer."""

    keys: KeySet
    issuer: str
    audience: str
    _known: "OrderedDict[bytes, tuple[float, Mapping[str, Any]]]" = field(default_factory=OrderedDict)

    def knows(self, token: str) -> bool:
        """Whether the token was found genuine within the last minute."""
        return len(token) <= MAX_TOKEN and self._known.get(sha256(token.encode()).digest(), (0.0, {}))[0] > time()

    async def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a genuine, current token. Raises BadToken."""
        if len(token) > MAX_TOKEN:
            raise BadToken("size")
        digest, now = sha256(token.encode()).digest(), time()
        until, claims = self._known.get(digest, (0.0, {}))
        if now < until:
            return claims
        claims = await self._verified(token)
        self._known[digest] = (min(now + CACHE_SECONDS, float(claims["exp"])), claims)
        if len(self._known) > CACHE_TOKENS:
            self._known.popitem(last=False)
        return claims

    async def _verified(self, token: str) -> Mapping[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            key = await self.keys.key(_kid(header))
            if key is None or key.algorithm_name != header.get("alg"):
                raise BadToken("kid")
            claims: Mapping[str, Any] = jwt.decode(
                token, key, algorithms=[key.algorithm_name], audience=self.audience, issuer=self.issuer,
                leeway=LEEWAY_SECONDS, options={"require": REQUIRED, "strict_aud": True},
            )  # fmt: skip
        except (jwt.PyJWTError, KeyError, ValueError, TypeError, RecursionError) as fault:
            raise BadToken(type(fault).__name__) from fault
        _as_expected(claims)
        return claims


def _kid(header: Mapping[str, Any]) -> str:
    if header.get("typ") != "at+jwt" or _ELSEWHERE & set(header):
        raise BadToken("header")
    kid = header.get("kid")
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise BadToken("kid")
    return kid


def _as_expected(claims: Mapping[str, Any]) -> None:
    """What the library lets pass: instants that are no whole numbers, any lifetime, any text as a name."""
    if any(type(claims[name]) is not int for name in ("exp", "nbf", "iat")):
        raise BadToken("instant")
    if claims["exp"] - claims["iat"] > LIFETIME_SECONDS:
        raise BadToken("lifetime")
    if not _SUBJECT.fullmatch(claims["sub"]) or not isinstance(claims["jti"], str):
        raise BadToken("sub")
