"""Payroll waits for no day: a run is asked for; the timer of every service reads this table."""

from typing import Any

from shared.kernel import Recorded
from shared.readmodel import Projection, RowChange, due


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    return ()


DEADLINES = Projection(name="deadlines", tables=(due,), streams=(), project=project)
