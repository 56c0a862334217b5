"""Deadlines: on which day which stream wants to be asked. Filled by a service's `due` projection, walked by its timer."""

from sqlalchemy import Column, Date, Index, Table, Text, Uuid

from shared.readmodel.rows import metadata

due = Table(
    "due",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("stream_type", Text, primary_key=True),
    Column("stream_id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Index("due_day", "day"),
)
