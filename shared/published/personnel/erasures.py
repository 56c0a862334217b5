"""People who are forgotten."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class WorkerErasedV1:
    """The keys of these purposes (`identity`, `contact`, `pay`, `care`) are destroyed: drop what was sealed with them.

    Ids, facts and amounts stay what they were.
    """

    told: ClassVar[Name] = Name("personnel.worker.erased")
    worker_id: UUID
    purposes: tuple[str, ...]
