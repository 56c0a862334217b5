"""`make migrate`: bring the databases named in the environment to the newest schema. Safe to run twice, and at once."""

import asyncio
import os
import sys

import asyncpg

from deploy.services import SERVICES
from shared.migrations import Database, migrate
from shared.privacy import bring_keystore
from shared.process import KEYS_DATABASE
from shared.settings import Settings, Unset


async def main() -> None:
    settings = Settings.from_environment(os.environ)
    keys = Database(name=KEYS_DATABASE)
    connection = await asyncpg.connect(**settings.connection(keys.migrator, keys.name))
    try:
        changed = await bring_keystore(connection, owner=keys.owner, app=keys.app)
    finally:
        await connection.close()
    print(f"{keys.name}: {'brought to the newest schema' if changed else 'up to date'}")
    for name in SERVICES:
        database = Database(name=name)
        changed = await migrate(settings.connection(database.migrator, name), database)
        print(f"{name}: {'brought to the newest schema' if changed else 'up to date'}")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except Unset as missing:
        sys.exit(f"{missing} (deploy/env.example lists every variable)")
