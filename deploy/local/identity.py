"""As whom the servers run. PostgreSQL refuses root, and initdb a user id without an entry in the user table."""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Final

_CLONE_NEWUSER: Final = 0x10000000
_LIBC: Final = ctypes.CDLL(None, use_errno=True)


class Identity(Enum):
    """SELF: as we are. NAMESPACE: our files, but seen from inside we are `nobody`. NOBODY: really `nobody`."""

    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def choose(binary: Path) -> Identity:
    """The first that this machine allows, tried with `binary --version`."""
    if os.geteuid() != 0 and _known(os.geteuid()):
        return Identity.SELF
    if runs(binary, Identity.NAMESPACE):
        return Identity.NAMESPACE
    return Identity.NOBODY if os.geteuid() == 0 else Identity.SELF


def runs(binary: Path, identity: Identity) -> bool:
    try:
        subprocess.run([binary, "--version"], preexec_fn=entry(identity), check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def entry(identity: Identity) -> Callable[[], None]:
    """What a forked child calls before exec. Whatever a change of credentials clears is to be set after it."""
    if identity is Identity.SELF:
        return lambda: None
    nobody = pwd.getpwnam("nobody")  # here and not in the child: a name lookup after fork may wait for ever
    own_uid, own_gid = os.geteuid(), os.getegid()

    def into_namespace() -> None:
        if _LIBC.unshare(_CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{nobody.pw_uid} {own_uid} 1")
        Path("/proc/self/gid_map").write_text(f"{nobody.pw_gid} {own_gid} 1")

    def become_nobody() -> None:
        os.setgroups([])
        os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
        os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)

    return into_namespace if identity is Identity.NAMESPACE else become_nobody


def owner(identity: Identity) -> int:
    """The user id, seen from outside, that must own the servers' files."""
    return pwd.getpwnam("nobody").pw_uid if identity is Identity.NOBODY else os.geteuid()


def own_folder(identity: Identity, folder: Path) -> Path:
    """The folder, made if need be, private to the servers."""
    folder.mkdir(mode=0o700, exist_ok=True)
    hand_over(identity, folder)
    return folder


def hand_over(identity: Identity, path: Path) -> None:
    if identity is Identity.NOBODY:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


def private_file(identity: Identity, path: Path, text: str) -> Path:
    """Write a file that only the servers (and root) can read."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    hand_over(identity, path)
    return path


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
