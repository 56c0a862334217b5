"""Bearer tokens against a key set: only what we know of, only as we expect it (reliability.md 3.3)."""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic, time
from typing import Any, Final

import jwt
from jwt import PyJWK

from shared.telemetry import log

ALGORITHMS: Final = {"EdDSA": ("OKP", "Ed25519"), "ES256": ("EC", "P-256"), "RS256": ("RSA", None)}
REQUIRED: Final = ["iss", "aud", "exp", "nbf", "iat", "sub", "jti"]
LIFETIME_SECONDS: Final = 3_600
LEEWAY_SECONDS: Final = 5
CACHE_SECONDS: Final = 60
CACHE_TOKENS: Final = 10_000
REFRESH_SECONDS: Final = 30
MAX_TOKEN: Final = 8_192


class BadToken(Exception):
    """The token is not accepted; why is for the log, not for the caller."""


@dataclass(slots=True)
class Verifier:
    """`fetch` reads the key set (JWKS) as text. Claims of a good token are kept for at most 60 s, so revocation takes no longer."""

    fetch: Callable[[], str]
    issuer: str
    audience: str
    _keys: dict[str, PyJWK] = field(default_factory=dict)
    _refreshed: float = -1e9
    _known: "OrderedDict[bytes, tuple[float, Mapping[str, Any]]]" = field(default_factory=OrderedDict)

    def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a genuine, current token. Raises BadToken."""
        if len(token) > MAX_TOKEN:
            raise BadToken("size")
        digest, now = sha256(token.encode()).digest(), time()
        until, claims = self._known.get(digest, (0.0, {}))
        if now < until:
            return claims
        claims = self._verified(token)
        self._known[digest] = (min(now + CACHE_SECONDS, float(claims["exp"])), claims)
        if len(self._known) > CACHE_TOKENS:
            self._known.popitem(last=False)
        return claims

    def _verified(self, token: str) -> Mapping[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            key = self._key(header)
            claims: Mapping[str, Any] = jwt.decode(
                token, key, algorithms=[header["alg"]], audience=self.audience, issuer=self.issuer, leeway=LEEWAY_SECONDS,
                options={"require": REQUIRED, "strict_aud": True},
            )  # fmt: skip
            lifetime = claims["exp"] - claims["iat"]
        except (jwt.PyJWTError, KeyError, ValueError, TypeError, RecursionError) as fault:
            raise BadToken(type(fault).__name__) from fault
        if lifetime > LIFETIME_SECONDS:
            raise BadToken("lifetime")
        return claims

    def _key(self, header: Mapping[str, Any]) -> PyJWK:
        if header.get("typ") != "at+jwt" or {"jku", "x5u", "jwk", "x5c", "crit"} & set(header):
            raise BadToken("header")
        kid = header.get("kid")
        if not isinstance(kid, str):
            raise BadToken("kid")
        if kid not in self._keys:
            self._refresh()
        key = self._keys.get(kid)
        if key is None or key.algorithm_name != header.get("alg"):
            raise BadToken("kid")
        return key

    def _refresh(self) -> None:
        """At most once in 30 s; keys that left the set stay for the lifetime of their tokens, all of them if it cannot be read."""
        if monotonic() - self._refreshed < REFRESH_SECONDS:
            return
        self._refreshed = monotonic()
        try:
            described = json.loads(self.fetch())["keys"]
            self._keys.update((key["kid"], PyJWK(key, algorithm=key["alg"])) for key in described if _usable(key))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
            log.error("tokens.no_key_set", error=type(fault).__name__)


def _usable(key: Any) -> bool:
    """A key of a kind we allow, complete and with a name; what else stands in the set is for others."""
    if not isinstance(key, dict) or not isinstance(key.get("kid"), str) or key.get("alg") not in ALGORITHMS:
        return False
    if (key.get("kty"), key.get("crv")) != ALGORITHMS[key["alg"]]:
        return False
    try:
        PyJWK(key, algorithm=key["alg"])
    except (jwt.PyJWTError, ValueError):
        return False
    return True
