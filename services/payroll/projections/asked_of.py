"""The people a question is about, as a table to join: however many, it is one parameter and one prepared statement."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Column, Subquery, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY


def asked_of(workers: Collection[UUID]) -> Subquery:
    """One row each, `worker_id`."""
    return (
        text("select * from unnest(:workers) as asked(worker_id)")
        .bindparams(bindparam("workers", list(workers), ARRAY(Uuid)))
        .columns(Column("worker_id", Uuid))
        .subquery("asked")
    )
