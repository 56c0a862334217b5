"""Files of a pay run that left the house, by the hash of their bytes, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.receipt_events import ReceiptKind
from shared.kernel import record


@record
class RunFileWritten:
    """`digest` is the hash of the file with its name (sha-256:…); `people` and `total_fen` are its own sums; `work` is the
    operation that first wrote it. Whoever writes it again writes the same bytes."""

    effective: date
    kind: ReceiptKind
    name: str
    digest: str
    people: int
    total_fen: int
    work: UUID
    written_by: str
