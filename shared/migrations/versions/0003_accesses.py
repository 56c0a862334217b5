"""The access ledger: who read which personal data of whom."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
