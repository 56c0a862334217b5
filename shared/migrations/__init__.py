"""One schema for every service's database, owned by Alembic: `migrate` brings a database to the newest version."""

from shared.migrations.run import HEAD, LOCK, Database, migrate, prepare

__all__ = ["HEAD", "LOCK", "Database", "migrate", "prepare"]
