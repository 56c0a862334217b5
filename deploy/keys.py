"""`python -m deploy.keys rotate | shred | restore FILE`: the ring of wrapping keys of the key store, by whoever keeps it.

Everything comes from the environment (deploy/env.example); the password file must know `keys_migrator`.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import typer

from shared import privacy
from shared.migrations import Database
from shared.privacy import Algorithm, BadRing, KeyRing, NotInRing
from shared.process import KEYS_DATABASE, key_ring
from shared.settings import Settings, Unset

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
Turning = Callable[[Any, KeyRing, Algorithm], Awaitable[int]]


@cli.command()
def rotate() -> None:
    """Wrap every person's key by a new wrapping key; the old ones stay in the ring."""
    print(f"current wrapping key: {_carry_out(privacy.rotate)}")


@cli.command()
def shred() -> None:
    """After erasures: turn the ring, write the backup anew, destroy the old wrapping keys. No older copy opens any more."""
    folder = os.environ.get("CW_KEY_BACKUP_DIR") or sys.exit("CW_KEY_BACKUP_DIR is not set")
    backup = Path(folder) / "keys.jsonl"
    print(f"the only wrapping key: {_carry_out(lambda db, ring, cipher: privacy.shred(db, ring, backup, cipher))}")


@cli.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Put the keys of a backup back; start the services afterwards, they destroy again what was erased meanwhile."""
    print(f"keys that came back: {_carry_out(lambda db, ring, _: privacy.restore(db, ring, file))}")


def _carry_out(turning: Turning) -> int:
    try:
        settings = Settings.from_environment(os.environ)
        return asyncio.run(_as_owner(settings, turning))
    except (Unset, BadRing, NotInRing) as fault:
        sys.exit(f"{fault} (deploy/env.example lists every variable)")


async def _as_owner(settings: Settings, turning: Turning) -> int:
    keys = Database(name=KEYS_DATABASE)
    connection = await asyncpg.connect(**settings.connection(keys.migrator, keys.name))
    try:
        await connection.execute(f"set role {keys.owner}")
        return await turning(connection, key_ring(settings), Algorithm.named(settings.cipher))
    finally:
        await connection.close()


if __name__ == "__main__":
    cli()
