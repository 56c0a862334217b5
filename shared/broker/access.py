"""Who connects to the broker: one user for each duty of each service, each with an inbox that nobody else hears."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.settings import Unset

PROBE_USER: Final = "probe"


def relay_user(service: str) -> str:
    """Writes the service's own stream and nothing else."""
    return f"{service}-relay"


def listener_user(service: str) -> str:
    """Reads the streams the service listens to and writes nothing."""
    return f"{service}-listener"


def partners_user(service: str) -> str:
    """Keeps the consumers of partner platforms on the service's own stream."""
    return f"{service}-partners"


def seals_user(service: str) -> str:
    """Tells the service's seals and co-signatures, hears those of all."""
    return f"{service}-seals"


def partner_user(partner: str) -> str:
    """Pulls what its contract gives it."""
    return f"partner-{partner}"


def inbox(user: str) -> str:
    """The prefix of the only subjects a user may hear of its own accord."""
    return f"_INBOX_{user}"


def asked_from_outside(stream: str) -> str:
    """What JetStream's subjects begin with for a reader of a stream in another account: as if the stream were a domain."""
    return f"$JS.{stream}.API"


@dataclass(frozen=True, slots=True)
class Login:
    """How one user connects. With `tls` the first byte is encrypted: nobody on the way can talk us out of it."""

    url: str
    user: str
    password: str = field(repr=False)
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class BrokerAccess:
    """The broker's address and the passwords of the users this process may connect as."""

    url: str
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    tls: ssl.SSLContext | None = None

    def login(self, user: str) -> Login:
        """Raises Unset when this process has no password for the user."""
        try:
            return Login(self.url, user, self.passwords[user], self.tls)
        except KeyError:
            raise Unset(f"CW_NATS_CREDENTIALS_FILE has no password for {user}") from None
