"""Seals of the log, and what witnesses said of them."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass
