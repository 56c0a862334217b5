"""Cadres sent to a community by another body."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class SecondmentStartedV1:
    """Not counted in the establishment, not paid by the street. `kind` is TRAINING_POST, LEADING_POST or NEW_CIVIL_SERVANT."""

    told: ClassVar[Name] = Name("personnel.secondment_in.started")
    worker_id: UUID
    secondment_id: UUID
    community: Region
    kind: str
    starts: date
    ends: date


@record
class SecondmentEndedV1:
    """`annulled`: it never was."""

    told: ClassVar[Name] = Name("personnel.secondment_in.ended")
    worker_id: UUID
    secondment_id: UUID
    last_day: date
    annulled: bool
