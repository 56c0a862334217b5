"""What every answer says to browsers: nothing here is a page, nothing is kept, nobody frames it."""

from collections.abc import MutableMapping
from typing import Any, Final

Headers = list[tuple[bytes, bytes]]

ALWAYS: Final[tuple[tuple[bytes, bytes], ...]] = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
TLS_ONLY: Final = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")
DOCUMENTATION: Final = (
    b"content-security-policy",
    b"default-src 'none'; script-src 'unsafe-inline' https://cdn.jsdelivr.net; style-src https://cdn.jsdelivr.net 'unsafe-inline'; "
    b"img-src data: https://fastapi.tiangolo.com; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
)
"""For the one kind of page there is, in development: the framework's documentation of the interface."""


def add(message: MutableMapping[str, Any], always: tuple[tuple[bytes, bytes], ...]) -> None:
    """Lay `always` over the start of an answer; what the answer says itself stays."""
    given: dict[bytes, bytes] = dict(message["headers"])
    more: Headers = [pair for pair in always if pair[0] not in given]
    if given.get(b"content-type", b"").startswith(b"text/html"):
        more = [DOCUMENTATION if name == DOCUMENTATION[0] else (name, value) for name, value in more]
    message["headers"] = [*message["headers"], *more]
