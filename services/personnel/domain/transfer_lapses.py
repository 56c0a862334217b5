"""What an exit means for a transfer that has not taken effect: it lapses, and is at its stage again when the exit is undone.

What is only proposed lapses whatever its day, for nobody decides any more about somebody who leaves; what is approved takes
effect where its day comes before the last day of work, and lapses else.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.transfer_events import TransferLapsed, TransferReopened, TransferStage, found
from services.personnel.domain.transfers import changed
from shared.kernel import Facts, record

# Commands


@record
class ReopenTransfer:
    """The exit is undone; the place that was kept for it is free or was never given away."""

    transfer_id: UUID


# Decisions


def lapsed(employment: Employment, worker_id: UUID, last_day: date) -> tuple[TransferLapsed, ...]:
    return tuple(
        TransferLapsed(
            effective=last_day, worker_id=worker_id, transfer_id=t.transfer_id, was=t.stage, place=t.place,
            held=employment.place if t.place else "",
        )
        for t in employment.transfers
        if t.stage is TransferStage.PROPOSED or (t.stage is TransferStage.APPROVED and t.day > last_day)
    )  # fmt: skip


def reopen(employment: Employment, command: ReopenTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """An approved one whose day has come meanwhile takes effect at once."""
    worker, transfer = running(employment), found(employment.transfers, command.transfer_id)
    if transfer is None or transfer.stage is not TransferStage.LAPSED or transfer.lapsed is None:
        return ()
    again = TransferReopened(
        effective=transfer.day, worker_id=worker, transfer_id=transfer.transfer_id, stage=transfer.lapsed,
        place=transfer.place, held=employment.place if transfer.place else "", proposed_by=transfer.proposed_by,
    )  # fmt: skip
    if transfer.lapsed is TransferStage.PROPOSED or transfer.day > facts.today:
        return (again,)
    return (again, changed(employment, replace(transfer, stage=TransferStage.APPROVED), transfer.place))
