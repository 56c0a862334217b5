"""The rows of the establishment: quotas, places, posts, how many people came and left on which day, ratios."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from shared.readmodel import metadata

quota = Table(
    "quota",
    metadata,
    Column("unit", Text(collation="C"), primary_key=True),
    Column("effective", Date, primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("level", Text, nullable=False),
    Column("above", Text, nullable=False, index=True),
    Column("places", Integer, nullable=False),
    Column("by_post", JSONB, nullable=False),
    Column("residents", Integer),
    Column("rounding", Text),
    Column("requested_by", Text, nullable=False),
    Column("document", Text),
)
place = Table(
    "place",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("workplace", Text(collation="C"), nullable=False, index=True),
    Column("post_category", Text, nullable=False),
    Column("reserved", Text, nullable=False),
    Column("held_from", Date, nullable=False),
    Column("free_from", Date),
)
post_term = Table(
    "post_term",
    metadata,
    Column("appointment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("workplace", Text(collation="C"), nullable=False),
    Column("post_category", Text, nullable=False),
    Column("reserved", Text, nullable=False),
    Column("held_from", Date, nullable=False),
    Column("free_from", Date),
    Index("post_term_by_worker", "worker_id"),
)
filled_day = Table(
    "filled_day",
    metadata,
    Column("unit", Text(collation="C"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("people", Integer, nullable=False),
)
"""By how many the people of a county, street or community become more or fewer on a day: summed up to a day it is who is there."""
ratio = Table(
    "headcount_ratio",
    metadata,
    Column("unit", Text(collation="C"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("residents", Integer, nullable=False),
    Column("per_10000", Integer, nullable=False),
    Column("workers", Integer, nullable=False),
    Column("required_tenths", Integer, nullable=False),
    Column("ratio_tenths", Integer, nullable=False),
    Column("gap_tenths", Integer, nullable=False),
)
held_place = Table(
    "held_place",
    metadata,
    Column("place", Text(collation="C"), primary_key=True),
    Column("campaign_id", Uuid, primary_key=True),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("held_from", Date, nullable=False),
    Column("free_from", Date),
)
"""Places that a recruitment campaign holds until somebody is hired into them or they are given back."""
