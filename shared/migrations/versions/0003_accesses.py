"""The access ledger: who read which personal data of whom."""

from alembic import context, op

from shared.access_ledger.schema import ACCESSES_0003, access_grants

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    database = context.config.attributes["database"]
    connection = op.get_bind()
    for statement in (f"set role {database.owner}", *ACCESSES_0003, *access_grants(database.app), "reset role"):
        connection.exec_driver_sql(statement)
