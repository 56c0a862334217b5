"""The keys that sign tokens, as the identity provider tells them: from a file or an address, renewed before anybody waits for it."""

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import jwt
from jwt import PyJWK

from shared.production import DEVELOPMENT_KID, on_this_machine
from shared.settings import Unset, trusting
from shared.telemetry import log

ALGORITHMS: Final = {"EdDSA": ("OKP", "Ed25519"), "ES256": ("EC", "P-256"), "RS256": ("RSA", None)}
LIFETIME_SECONDS: Final = 3_600
"""The longest life of a token: so long a key that left the set still opens those it signed."""
UNKNOWN_SECONDS: Final = 30
RENEW_SECONDS: Final = 300
FETCH_SECONDS: Final = 5.0
MAX_SET: Final = 256 << 10
LEAST_RSA_BITS: Final = 2_048

Fetch = Callable[[], Awaitable[str]]


class NoKeySet(Exception):
    """The key set could not be had, or is none."""


def key_set_at(place: str, ca: Path | None = None) -> Fetch:
    """Reads the set from a path, an https address (whose certificate `ca` signed), or an http one on this machine. Raises Unset."""
    if "://" not in place:
        return lambda: asyncio.to_thread(_read, Path(place))
    parts = urlsplit(place)
    if parts.scheme != "https" and not (parts.scheme == "http" and on_this_machine(parts.hostname or "")):
        raise Unset("CW_JWKS_URL must be an https address")
    trusted = True if ca is None else trusting(ca)
    return lambda: _get(place, trusted)


def _read(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(MAX_SET + 1)
    return _bounded(content)


async def _get(url: str, trusted: ssl.SSLContext | bool) -> str:
    """No redirects, no proxies of the environment, no more bytes than a key set has."""
    content = b""
    async with (
        asyncio.timeout(FETCH_SECONDS),
        httpx.AsyncClient(verify=trusted, follow_redirects=False, trust_env=False) as client,
        client.stream("GET", url, headers={"accept": "application/json"}) as answer,
    ):
        if answer.status_code != 200:
            raise NoKeySet(f"status {answer.status_code}")
        async for chunk in answer.aiter_bytes():
            content += chunk
            if len(content) > MAX_SET:
                break
    return _bounded(content)


def _bounded(content: bytes) -> str:
    if len(content) > MAX_SET:
        raise NoKeySet("size")
    return content.decode()


@dataclass(slots=True)
class _Known:
    key: PyJWK
    gone: float | None = None
    """Since when it is no longer in the set."""


@dataclass(slots=True)
class KeySet:
    """Keys by name. `development` takes the development issuer's key as well; elsewhere a set that holds it is none."""

    fetch: Fetch
    development: bool = True
    _known: dict[str, _Known] = field(default_factory=dict)
    _asked: float = -1e9
    _renewed: float = -1e9
    _asking: "asyncio.Task[None] | None" = None

    async def key(self, kid: str) -> PyJWK | None:
        """The key of a name; one not known is looked for, at most every 30 s, by one question for all who wait."""
        now = monotonic()
        found = self._known.get(kid)
        if found is not None and found.gone is not None and now - found.gone >= LIFETIME_SECONDS:
            del self._known[kid]
            found = None
        overdue = found is None or now - self._renewed >= RENEW_SECONDS
        slept = now - self._asked >= LIFETIME_SECONDS
        if overdue and self._asking is None and now - self._asked >= UNKNOWN_SECONDS:
            self._begin(now)
        if self._asking is not None and (
            found is None or slept
        ):  # else what is known is good until the answer is there
            await asyncio.shield(self._asking)
            found = self._known.get(kid)
        return None if found is None else found.key

    def _begin(self, now: float) -> None:
        self._asked = now
        self._asking = asyncio.create_task(self._renew())
        self._asking.add_done_callback(self._asked_for)

    def _asked_for(self, task: "asyncio.Task[None]") -> None:
        self._asking = None

    async def _renew(self) -> None:
        """Take the set over; when it cannot be had, what is known stays as it is."""
        try:
            keys = self._keys(json.loads(await self.fetch()))
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            RecursionError,
            httpx.HTTPError,
            httpx.InvalidURL,
            NoKeySet,
        ) as fault:
            log.error("tokens.no_key_set", error=type(fault).__name__)
            return
        now = self._renewed = monotonic()
        for kid, known in self._known.items():
            if kid not in keys and known.gone is None:
                known.gone = now
        self._known |= {kid: _Known(key) for kid, key in keys.items()}

    def _keys(self, described: Any) -> dict[str, PyJWK]:
        """A name that stands for two keys stands for none; a key of another kind under a known name takes its place."""
        usable = [(key["kid"], made) for key in described["keys"] if (made := _made(key)) is not None]
        names = [kid for kid, _ in usable]
        if not self.development and DEVELOPMENT_KID in names:
            raise NoKeySet("the development issuer's key")
        return {kid: key for kid, key in usable if names.count(kid) == 1}


def _made(key: Any) -> PyJWK | None:
    """A key of a kind we allow, complete, for signatures, with a name; what else stands in the set is for others."""
    if not isinstance(key, dict) or not isinstance(key.get("kid"), str) or key.get("alg") not in ALGORITHMS:
        return None
    if (key.get("kty"), key.get("crv")) != ALGORITHMS[key["alg"]] or key.get("use", "sig") != "sig":
        return None
    try:
        made = PyJWK(key, algorithm=key["alg"])
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if getattr(made.key, "key_size", LEAST_RSA_BITS) < LEAST_RSA_BITS and key["alg"] == "RS256":
        return None
    return made
