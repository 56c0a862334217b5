"""What the production profile refuses to start with: secrets that are none, ways that are open, tools of development."""

import json
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

DRAWN_FOR_DEVELOPMENT: Final = "0badc0de"
"""What the secrets begin with that deploy/local draws."""
DEVELOPMENT_KID: Final = "development"
"""The name of the development issuer's key."""
KNOWN_TO_ALL: Final = frozenset({"", "test", "postgres", "password", "changeme", "secret", "admin", "123456"})
LEAST_VARIETY: Final = 8  # different bytes among 32; fewer never come by chance
_DEVELOPMENT_ONLY: Final = {"CW_FAULTS": "crash points exist", "CW_CLOCK_FILE": "a settable clock exists"}


def tools_of_development(environment: Mapping[str, str]) -> Iterator[str]:
    for name, what in _DEVELOPMENT_ONLY.items():
        if environment.get(name):
            yield f"{name}: {what} in the development profile only"


def development_issuer(issuer: str) -> Iterator[str]:
    """An issuer that signs for anybody who asks."""
    if "development" in issuer or "//localhost" in issuer or "//127." in issuer:
        yield "CW_ISSUER names a development issuer"


def bad_key_source(jwks: str) -> Iterator[str]:
    """A key set without TLS, or one that takes the development issuer's tokens."""
    if "://" in jwks:
        if not jwks.startswith("https://"):
            yield "CW_JWKS_URL must be an https address"
    elif Path(jwks).is_file() and holds_development_key(Path(jwks).read_text()):
        yield "CW_JWKS_FILE holds the key of the development issuer"


def holds_development_key(key_set: str) -> bool:
    try:
        return any(key.get("kid") == DEVELOPMENT_KID for key in json.loads(key_set)["keys"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return False  # whoever reads it as a key set will say what is wrong


def bad_passwords(variable: str, passwords: Mapping[str, str]) -> Iterator[str]:
    for role, password in passwords.items():
        if password.lower() in KNOWN_TO_ALL | {role}:
            yield f"{variable}: the password of {role} is known to everybody"
        if password.startswith(DRAWN_FOR_DEVELOPMENT):
            yield f"{variable}: the password of {role} was drawn for development"


def bad_keys(keys: Mapping[str, bytes]) -> Iterator[str]:
    """Each key drawn at random, for this deployment, for one purpose."""
    for name, key in keys.items():
        if key.hex().startswith(DRAWN_FOR_DEVELOPMENT):
            yield f"{name}: the key was drawn for development"
        if len(set(key)) < LEAST_VARIETY:
            yield f"{name}: the key was not drawn at random"
        if list(keys.values()).count(key) > 1:
            yield f"{' and '.join(n for n, k in keys.items() if k == key)} hold the same key"


def bad_ring(folder: Path | None) -> Iterator[str]:
    """A wrapping key that deploy/local drew."""
    for file in sorted(folder.glob("*.key")) if folder is not None else ():
        if file.read_text().startswith(DRAWN_FOR_DEVELOPMENT):
            yield f"CW_KEY_RING_DIR: {file.name} was drawn for development"


def bad_token(variable: str, token: str | None) -> Iterator[str]:
    if token is not None and (token.startswith(DRAWN_FOR_DEVELOPMENT) or token.lower() in KNOWN_TO_ALL):
        yield f"{variable}: the token is none"


def open_ways(*, broker: str, broker_ca: Path | None, database: str, database_ca: Path | None) -> Iterator[str]:
    """Beyond this machine nothing is said in clear, and nobody is believed without a certificate."""
    for url in broker.split(","):
        if not on_this_machine(urlsplit(url).hostname or "") and (urlsplit(url).scheme != "tls" or broker_ca is None):
            yield "CW_NATS_URL: a broker on another machine needs tls:// and CW_NATS_CA_FILE"
    if not on_this_machine(database) and database_ca is None:
        yield "CW_POSTGRES_CA_FILE: a database on another machine needs TLS"


def open_feeds(urls: Iterable[str]) -> Iterator[str]:
    for url in urls:
        if not url.startswith("https://") and not on_this_machine(urlsplit(url).hostname or ""):
            yield "CW_FEEDS: a feed on another machine needs https"


def on_this_machine(host: str) -> bool:
    """A socket's directory, or loopback."""
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
