"""Who a person is to bank, tax office and bureaus: name and national id as told, sealed. Part of the entitlement stream.

Class and field names are the storage format: add, never rename. `identity` is the id of a wording, by which it is forgotten.
"""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from shared.kernel import WorkerIdNumber, WorkerName, record
from shared.kernel.derived import derived_id


@record
class PersonForgotten:
    """The name told with these employments and these identities are erased; facts and amounts stand. Effective = day of the
    decision."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_ids: tuple[UUID, ...]
    identities: tuple[UUID, ...] = ()


@record
class PayeeRenamed:
    """The name told with these employments was corrected by whoever keeps it. Effective = day of the correction."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_ids: tuple[UUID, ...]
    name: WorkerName
    identity: UUID


@record
class PayeeIdentified:
    """The national id, as tax office and bureaus ask for it (个人所得税法 art. 9, 社会保险法 art. 58). Effective = the first day of work,
    or the day it was corrected."""

    effective: date
    worker_id: UUID
    identity: UUID
    id_number: WorkerIdNumber


IdentityEvent = PersonForgotten | PayeeRenamed | PayeeIdentified


def forgotten_before_identities(stored: dict[str, Any]) -> dict[str, Any]:
    """PersonForgotten of version 1 as one of version 2: only names had been told."""
    return {**stored, "identities": []}


def renamed_before_identities(stored: dict[str, Any]) -> dict[str, Any]:
    """PayeeRenamed of version 1 as one of version 2."""
    return {**stored, "identity": str(derived_id("payroll.identity", stored["name"]))}
