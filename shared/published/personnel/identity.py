"""Who a worker is to the authorities that ask for the national id: told sealed, to whoever has to name it to them."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import WorkerIdNumber, record
from shared.published.envelope import Name


@record
class WorkerIdentifiedV1:
    """The sealed national id, as it is from the effective day on: the first day of work, or the day it was corrected. Tax office and
    bureaus ask for it (个人所得税法 art. 9, 社会保险法 art. 58); after an erasure nobody can open it any more.
    """

    told: ClassVar[Name] = Name("personnel.worker.identified")
    worker_id: UUID
    id_number: WorkerIdNumber
