"""The log, its companions, and the schema that read models live in."""

from alembic import context, op

from shared.eventlog.schema import LOG_0001, READ_0001, grants, read_grants

revision = "0001"
down_revision = None


def upgrade() -> None:
    database = context.config.attributes["database"]
    connection = op.get_bind()
    for statement in (
        f"set role {database.owner}",
        *LOG_0001,
        *grants(database.app, database.projector),
        "reset role",
        *(s.format(projector=database.projector, app=database.app) for s in READ_0001),
        *read_grants(database.app, database.projector),
        "reset role",
    ):
        connection.exec_driver_sql(statement)
