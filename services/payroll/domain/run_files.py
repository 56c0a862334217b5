"""Files of a run: what is handed to bank, tax office, insurances and fund; written once, the same for ever."""

from typing import Final
from uuid import UUID

from services.payroll.domain.pay_run import PayRun, RunStage
from services.payroll.domain.policies import Policies
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_file_events import RunFileWritten
from shared.kernel import Facts, Rejected, record

WRITABLE: Final = (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED, RunStage.CLOSED)

# Commands


@record
class WriteRunFile:
    """The long work: one file of an approved run."""

    run_id: UUID
    kind: ReceiptKind


@record
class RecordRunFile:
    """As it was written: its sums and hash, and the control sums of the run."""

    kind: ReceiptKind
    name: str
    digest: str
    people: int
    total_fen: int
    expected_people: int
    expected_fen: int
    work: UUID


# Decisions


def record_file(run: PayRun, command: RecordRunFile, facts: Facts[Policies]) -> tuple[RunFileWritten, ...]:
    """Refuses a file that is not the run to the fen, and one that is not what was handed out before."""
    if run.stage not in WRITABLE:
        raise Rejected("run-files.not-approved")
    if (command.people, command.total_fen) != (command.expected_people, command.expected_fen):
        raise Rejected("run-files.sums-differ")
    before = next((f for f in run.files if f.kind is command.kind), None)
    if before is None:
        return (
            RunFileWritten(
                effective=facts.today, kind=command.kind, name=command.name, digest=command.digest,
                people=command.people, total_fen=command.total_fen, work=command.work, written_by=facts.by,
            ),
        )  # fmt: skip
    if before.digest != command.digest:
        raise Rejected("run-files.changed", digest=before.digest)
    return ()
