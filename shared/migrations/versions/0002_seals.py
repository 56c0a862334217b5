"""Seals of the log, and what witnesses said of them."""

from alembic import context, op

from shared.proof.schema import SEALS_0002, seal_grants

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    database = context.config.attributes["database"]
    connection = op.get_bind()
    statements = (
        f"set role {database.owner}",
        *SEALS_0002,
        *seal_grants(database.app, database.projector),
        "reset role",
    )
    for statement in statements:
        connection.exec_driver_sql(statement)
