"""The environment, read once into frozen settings. Secrets come only from the environment or from files it names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

Profile = Literal["development", "production"]
KNOWN_TO_ALL: Final = frozenset({"", "test", "postgres", "password", "changeme", "secret", "admin", "123456"})
CIPHERS: Final = ("aes-256-gcm", "sm4-gcm")
LEAST_VARIETY: Final = 8  # different bytes among 32; fewer never come by chance


class Unset(Exception):
    """A setting is missing or cannot be used; the text names the variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a process of the many-process shape needs to know. deploy/env.example lists every variable."""

    profile: Profile
    postgres_host: str
    postgres_port: int
    passwords: Mapping[str, str] = field(repr=False)
    nats_url: str
    jwks: Path
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
    traces_endpoint: str | None
    feeds: Mapping[str, str] = field(default_factory=dict)
    feed_token: str | None = field(default=None, repr=False)
    cell: str = "local"
    seal_key: bytes | None = field(default=None, repr=False)
    seal_keys: Path | None = None
    seal_seconds: int = 60
    hash: str = "sha-256"

    @staticmethod
    def from_environment(environment: Mapping[str, str]) -> "Settings":
        """Raises Unset; the production profile refuses whatever only development may have."""
        read = _Reader(environment)
        profile = read.one_of("CW_PROFILE", ("development", "production"))
        if profile == "production" and environment.get("CW_FAULTS"):
            raise Unset("CW_FAULTS: crash points exist in the development profile only")
        clock_file = environment.get("CW_CLOCK_FILE")
        if profile == "production" and clock_file:
            raise Unset("CW_CLOCK_FILE: a settable clock exists in the development profile only")
        master_key = read.ring_key("CW_MASTER_KEY_FILE", beside="CW_KEY_RING_DIR")
        settings = Settings(
            profile="production" if profile == "production" else "development",
            postgres_host=read.text("CW_POSTGRES_HOST"),
            postgres_port=read.number("CW_POSTGRES_PORT", 5432),
            passwords=read.pairs("CW_POSTGRES_PASSWORDS_FILE"),
            nats_url=read.text("CW_NATS_URL"),
            jwks=Path(read.text("CW_JWKS_FILE")),
            issuer=read.text("CW_ISSUER"),
            audience=read.text("CW_AUDIENCE"),
            master_key=master_key,
            master_key_file=Path(environment["CW_MASTER_KEY_FILE"]) if environment.get("CW_MASTER_KEY_FILE") else None,
            key_ring=Path(environment["CW_KEY_RING_DIR"]) if environment.get("CW_KEY_RING_DIR") else None,
            cipher=read.one_of("CW_CIPHER", CIPHERS, CIPHERS[0]),
            index_hash="sm3" if read.one_of("CW_INDEX_HASH", ("sha-256", "sm3"), "sha-256") == "sm3" else "sha-256",
            index_key=read.key("CW_INDEX_KEY_FILE"),
            cursor_key=read.key("CW_CURSOR_KEY_FILE"),
            clock_file=Path(clock_file) if clock_file else None,
            http_host=environment.get("CW_HTTP_HOST", "127.0.0.1"),
            http_port=read.number("CW_HTTP_PORT", 8000),
            traces_endpoint=environment.get("CW_TRACES_ENDPOINT") or None,
            feeds=dict(pair.split("=", 1) for pair in environment.get("CW_FEEDS", "").split(",") if "=" in pair),
            feed_token=read.secret("CW_FEED_TOKEN_FILE"),
            cell=environment.get("CW_CELL", "local"),
            seal_key=read.key("CW_SEAL_KEY_FILE") if environment.get("CW_SEAL_KEY_FILE") else None,
            seal_keys=read.file("CW_SEAL_KEYS_FILE"),
            seal_seconds=read.number("CW_SEAL_SECONDS", 60),
            hash=environment.get("CW_HASH") or "sha-256",
        )
        if profile == "production":
            _nothing_for_development(settings)
        return settings

    def connection(self, role: str, database: str) -> dict[str, Any]:
        """asyncpg arguments of a database role."""
        try:
            password = self.passwords[role]
        except KeyError:
            raise Unset(f"CW_POSTGRES_PASSWORDS_FILE has no password for {role}") from None
        return {
            "host": self.postgres_host, "port": self.postgres_port, "user": role, "password": password, "database": database,
        }  # fmt: skip


def _nothing_for_development(settings: Settings) -> None:
    """Secrets that everybody knows or nobody drew, and issuers that sign for anybody, never reach production."""
    if "development" in settings.issuer or "//localhost" in settings.issuer or "//127." in settings.issuer:
        raise Unset("CW_ISSUER names a development issuer")
    for role, password in settings.passwords.items():
        if password.lower() in KNOWN_TO_ALL | {role}:
            raise Unset(f"CW_POSTGRES_PASSWORDS_FILE: the password of {role} is known to everybody")
    given = {
        "CW_MASTER_KEY_FILE": settings.master_key, "CW_INDEX_KEY_FILE": settings.index_key,
        "CW_CURSOR_KEY_FILE": settings.cursor_key, "CW_SEAL_KEY_FILE": settings.seal_key,
    }  # fmt: skip
    keys = {name: key for name, key in given.items() if key is not None}
    for name, key in keys.items():
        if len(set(key)) < LEAST_VARIETY:
            raise Unset(f"{name}: the key was not drawn at random")
        if list(keys.values()).count(key) > 1:
            raise Unset(f"{' and '.join(n for n, k in keys.items() if k == key)} hold the same key")


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
        """Lines of `role=password`."""
        lines = self._file(name).read_text().split()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def secret(self, name: str) -> str | None:
        """The content of a file that need not be given."""
        return self._file(name).read_text().strip() if self.environment.get(name) else None

    def file(self, name: str) -> Path | None:
        """A file that need not be given."""
        return self._file(name) if self.environment.get(name) else None

    def _file(self, name: str) -> Path:
        path = Path(self.text(name))
        if not path.is_file():
            raise Unset(f"{name} names no file")
        return path
