"""The environment, read once into frozen settings. Secrets come only from the environment or from files it names."""

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from shared import production

Profile = Literal["development", "production"]
CIPHERS: Final = ("aes-256-gcm", "sm4-gcm")


class Unset(Exception):
    """A setting is missing or cannot be used; the text names the variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a process of the many-process shape needs to know. deploy/env.example lists every variable."""

    profile: Profile
    postgres_host: str
    postgres_port: int
    postgres_ca: Path | None
    passwords: Mapping[str, str] = field(repr=False)
    nats_url: str
    nats_passwords: Mapping[str, str] = field(repr=False)
    nats_ca: Path | None
    nats_certificate: Path | None
    nats_key: Path | None
    partners: Path | None
    jwks: str
    jwks_ca: Path | None
    issuer: str
    audience: str
    master_key: bytes | None = field(repr=False)
    master_key_file: Path | None
    key_ring: Path | None
    cipher: str
    index_hash: Literal["sha-256", "sm3"]
    index_key: bytes = field(repr=False)
    cursor_key: bytes = field(repr=False)
    clock_file: Path | None
    http_host: str
    http_port: int
    proxies: tuple[str, ...]
    traces_endpoint: str | None
    feeds: Mapping[str, str] = field(default_factory=dict)
    feed_token: str | None = field(default=None, repr=False)
    feed_token_file: Path | None = None
    cell: str = "local"
    seal_key: bytes | None = field(default=None, repr=False)
    seal_keys: Path | None = None
    seal_seconds: int = 60
    record_issuers: Path | None = None
    hash: str = "sha-256"

    @staticmethod
    def from_environment(environment: Mapping[str, str]) -> "Settings":
        """Raises Unset; the production profile refuses whatever only development may have."""
        read = _Reader(environment)
        profile = read.one_of("CW_PROFILE", ("development", "production"))
        if profile == "production":
            _refuse(production.tools_of_development(environment))
        master_key = read.ring_key("CW_MASTER_KEY_FILE", beside="CW_KEY_RING_DIR")
        settings = Settings(
            profile="production" if profile == "production" else "development",
            postgres_host=read.text("CW_POSTGRES_HOST"),
            postgres_port=read.number("CW_POSTGRES_PORT", 5432),
            postgres_ca=read.file("CW_POSTGRES_CA_FILE"),
            passwords=read.pairs("CW_POSTGRES_PASSWORDS_FILE"),
            nats_url=read.text("CW_NATS_URL"),
            nats_passwords=read.pairs("CW_NATS_CREDENTIALS_FILE"),
            nats_ca=read.file("CW_NATS_CA_FILE"),
            nats_certificate=read.file("CW_NATS_CERTIFICATE_FILE"),
            nats_key=read.file("CW_NATS_KEY_FILE"),
            partners=read.file("CW_PARTNERS_FILE"),
            jwks=read.one_given("CW_JWKS_FILE", "CW_JWKS_URL"),
            jwks_ca=read.file("CW_JWKS_CA_FILE"),
            issuer=read.text("CW_ISSUER"),
            audience=read.text("CW_AUDIENCE"),
            master_key=master_key,
            master_key_file=Path(environment["CW_MASTER_KEY_FILE"]) if environment.get("CW_MASTER_KEY_FILE") else None,
            key_ring=Path(environment["CW_KEY_RING_DIR"]) if environment.get("CW_KEY_RING_DIR") else None,
            cipher=read.one_of("CW_CIPHER", CIPHERS, CIPHERS[0]),
            index_hash="sm3" if read.one_of("CW_INDEX_HASH", ("sha-256", "sm3"), "sha-256") == "sm3" else "sha-256",
            index_key=read.key("CW_INDEX_KEY_FILE"),
            cursor_key=read.key("CW_CURSOR_KEY_FILE"),
            clock_file=read.path("CW_CLOCK_FILE"),
            http_host=environment.get("CW_HTTP_HOST", "127.0.0.1"),
            http_port=read.number("CW_HTTP_PORT", 8000),
            proxies=read.words("CW_TRUSTED_PROXIES"),
            traces_endpoint=environment.get("CW_TRACES_ENDPOINT") or None,
            feeds=dict(pair.split("=", 1) for pair in read.words("CW_FEEDS") if "=" in pair),
            feed_token=read.secret("CW_FEED_TOKEN_FILE"),
            feed_token_file=read.path("CW_FEED_TOKEN_FILE"),
            cell=environment.get("CW_CELL", "local"),
            seal_key=read.key("CW_SEAL_KEY_FILE") if environment.get("CW_SEAL_KEY_FILE") else None,
            seal_keys=read.file("CW_SEAL_KEYS_FILE"),
            seal_seconds=read.number("CW_SEAL_SECONDS", 60),
            record_issuers=read.file("CW_RECORD_ISSUERS_FILE"),
            hash=environment.get("CW_HASH") or "sha-256",
        )
        if profile == "production":
            _refuse(_development_only(settings))
        return settings

    def connection(self, role: str, database: str) -> dict[str, Any]:
        """asyncpg arguments of a database role."""
        try:
            password = self.passwords[role]
        except KeyError:
            raise Unset(f"CW_POSTGRES_PASSWORDS_FILE has no password for {role}") from None
        found: dict[str, Any] = {
            "host": self.postgres_host, "port": self.postgres_port, "user": role, "password": password, "database": database,
        }  # fmt: skip
        return found if self.postgres_ca is None else {**found, "ssl": trusting(self.postgres_ca)}


def _refuse(reasons: Iterator[str]) -> None:
    for reason in reasons:
        raise Unset(reason)


def _development_only(settings: Settings) -> Iterator[str]:
    """Everything that the production profile does not start with, most telling first."""
    yield from production.development_issuer(settings.issuer)
    yield from production.bad_key_source(settings.jwks)
    yield from production.bad_passwords("CW_POSTGRES_PASSWORDS_FILE", settings.passwords)
    yield from production.bad_passwords("CW_NATS_CREDENTIALS_FILE", settings.nats_passwords)
    yield from production.bad_token("CW_FEED_TOKEN_FILE", settings.feed_token)
    given = {
        "CW_MASTER_KEY_FILE": settings.master_key, "CW_INDEX_KEY_FILE": settings.index_key,
        "CW_CURSOR_KEY_FILE": settings.cursor_key, "CW_SEAL_KEY_FILE": settings.seal_key,
    }  # fmt: skip
    yield from production.bad_keys({name: key for name, key in given.items() if key is not None})
    yield from production.bad_ring(settings.key_ring)
    yield from production.open_ways(
        broker=settings.nats_url, broker_ca=settings.nats_ca, database=settings.postgres_host,
        database_ca=settings.postgres_ca,
    )  # fmt: skip
    yield from production.open_feeds(settings.feeds.values())


def trusting(ca: Path, certificate: Path | None = None, key: Path | None = None) -> ssl.SSLContext:
    """TLS to servers whose certificate this authority signed for the name we asked for; our own where it is asked for. Raises Unset."""
    try:
        context = ssl.create_default_context(cafile=str(ca))
        if certificate is not None:
            context.load_cert_chain(certificate, key)
    except OSError:
        raise Unset(f"{ca}: not a file of certificates, or ours does not fit its key") from None
    return context


@dataclass(frozen=True, slots=True)
class _Reader:
    environment: Mapping[str, str]

    def text(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise Unset(f"{name} is not set")
        return value

    def number(self, name: str, default: int) -> int:
        value = self.environment.get(name, "") or str(default)
        if not (value.isascii() and value.isdecimal()):
            raise Unset(f"{name} must be a whole number")
        return int(value)

    def one_of(self, name: str, words: tuple[str, ...], default: str = "") -> str:
        value = self.environment.get(name, "") or default or self.text(name)
        if value not in words:
            raise Unset(f"{name} must be one of {', '.join(words)}")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """What stands between commas."""
        return tuple(word.strip() for word in self.environment.get(name, "").split(",") if word.strip())

    def one_given(self, *names: str) -> str:
        given = [value for name in names if (value := self.environment.get(name))]
        if len(given) != 1:
            raise Unset(f"one of {' and '.join(names)} must be set")
        return given[0]

    def key(self, name: str) -> bytes:
        content = self._file(name).read_text().strip()
        try:
            key = bytes.fromhex(content)
        except ValueError:
            raise Unset(f"{name}: the file must hold 64 hexadecimal digits") from None
        if len(key) != 32:
            raise Unset(f"{name}: the file must hold 64 hexadecimal digits")
        return key

    def ring_key(self, name: str, *, beside: str) -> bytes | None:
        """The only wrapping key, or the first of a ring: then its file is gone once the ring was turned."""
        if self.environment.get(beside) and not Path(self.environment.get(name, "")).is_file():
            return None
        return self.key(name)

    def pairs(self, name: str) -> dict[str, str]:
        """Lines of `name=password`."""
        lines = self._file(name).read_text().split()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def secret(self, name: str) -> str | None:
        """The content of a file that need not be given."""
        return self._file(name).read_text().strip() if self.environment.get(name) else None

    def path(self, name: str) -> Path | None:
        value = self.environment.get(name)
        return Path(value) if value else None

    def file(self, name: str) -> Path | None:
        """A file that need not be given, but has to be there when it is."""
        return self._file(name) if self.environment.get(name) else None

    def _file(self, name: str) -> Path:
        path = Path(self.text(name))
        if not path.is_file():
            raise Unset(f"{name} names no file")
        return path
