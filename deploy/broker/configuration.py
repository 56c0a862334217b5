"""The configuration of nats-server, written by one hand for the embedded server and for production."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.broker.accounts import Account, described

STORE_BYTES: Final = 64 << 30
MEMORY_BYTES: Final = 256 << 20
PAYLOAD_BYTES: Final = 1 << 20
PENDING_BYTES: Final = 128 << 20
SYSTEM: Final = "SYSTEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files of the server: its certificate and key, and the authority that signed its clients', if those must show one."""

    certificate: Path
    key: Path
    clients: Path | None = None


def configuration(
    accounts: Sequence[Account], passwords: Mapping[str, str], *, name: str, listen: str, store: Path,
    certificates: Certificates | None = None,
) -> str:  # fmt: skip
    """What is acknowledged is on the disk; nobody without a password gets in; the system account has no user at all."""
    told: dict[str, object] = {
        "server_name": name,
        "listen": listen,
        "max_payload": PAYLOAD_BYTES,
        "max_pending": PENDING_BYTES,
        "jetstream": {
            "store_dir": str(store), "sync_interval": "always", "max_file_store": STORE_BYTES,
            "max_memory_store": MEMORY_BYTES,
        },
        "accounts": {**described(accounts, passwords), SYSTEM: {"users": []}},
        "system_account": SYSTEM,
    }  # fmt: skip
    if certificates is not None:
        told["tls"] = _tls(certificates)
    return json.dumps(told, indent=2) + "\n"


def _tls(certificates: Certificates) -> dict[str, object]:
    """Clients that begin encrypted are never told anything in clear; others (partners' libraries) are asked to change over."""
    found: dict[str, object] = {
        "cert_file": str(certificates.certificate), "key_file": str(certificates.key), "min_version": "1.3",
        "handshake_first": "auto",
    }  # fmt: skip
    if certificates.clients is not None:
        found |= {"ca_file": str(certificates.clients), "verify": True}
    return found
