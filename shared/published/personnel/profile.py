"""What is known of a person changed: this service is the one source of it (P-17.5)."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import WorkerName, record
from shared.published.envelope import Name


@record
class ProfileChangedV1:
    """`fields` names what changed: name, id_number, phone, address. What others keep is told with it, as it is
    now: the sealed name, sex and birth month (1990-05), none of them where none changed; the rest is asked for where it is needed.
    """

    told: ClassVar[Name] = Name("personnel.profile.changed")
    worker_id: UUID
    fields: tuple[str, ...]
    name: WorkerName | None
    sex: str | None
    birth_month: str | None
