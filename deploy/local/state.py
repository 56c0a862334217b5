"""The state directory: one supervisor at a time, the secrets it made, the version its data belongs to."""

import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.identity import Identity, own_folder, private_file
from shared.production import DRAWN_FOR_DEVELOPMENT


class AlreadyRunning(Exception):
    """Another process keeps the servers of this directory."""


@dataclass(slots=True)
class State:
    """`folder` with lock, secrets and one folder for each server."""

    folder: Path
    _lock: int = -1

    def lock(self) -> None:
        """Raises AlreadyRunning. The lock goes with the process, however it ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(f"{self.folder} is in use by another process") from None
        self._lock = descriptor

    def unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def secret(self, name: str) -> str:
        """A secret made once and kept in a file only we can read: 64 hexadecimal digits, marked as one for development."""
        file = self.folder / "secrets" / name
        if not file.exists():
            file.parent.mkdir(mode=0o700, exist_ok=True)
            private_file(Identity.SELF, file, DRAWN_FOR_DEVELOPMENT + secrets.token_hex(28))
        return file.read_text()

    def give(self, name: str, secret: str) -> None:
        """A secret that was made elsewhere and is shared."""
        (self.folder / "secrets").mkdir(mode=0o700, exist_ok=True)
        private_file(Identity.SELF, self.folder / "secrets" / name, secret)

    def recall(self, name: str) -> Any:
        file = self.folder / f"{name}.json"
        return json.loads(file.read_text()) if file.exists() else None

    def keep(self, name: str, value: Any) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(value))

    def server_folder(self, identity: Identity, name: str) -> Path:
        """A folder that belongs to whom the server runs as."""
        if identity is Identity.NOBODY:
            os.chmod(self.folder, 0o711)
        return own_folder(identity, self.folder / name)
