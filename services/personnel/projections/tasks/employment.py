"""Contracts wait to be signed and settled, probations to be concluded, retirements to be seen to."""

from typing import Any

from services.personnel.domain import contract_events as papers
from services.personnel.domain import employment as spell
from services.personnel.domain import exit_events as exits
from services.personnel.domain import exit_scope_events
from services.personnel.domain import transfer_events as transfers
from shared.kernel import Recorded, add_months
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("contract-signing", "contract-signature", "contract-expiry", "probation", "exit-due", "retirement")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case spell.Hired(effective=starts, probation_ends=ends):
            unsigned = waits(recorded, "contract-signing", due=add_months(starts, 1))  # Labour Contract Law art. 10
            return (unsigned,) if ends is None else (unsigned, waits(recorded, "probation", due=ends))
        case spell.ContractSigned():
            return settled(recorded, "contract-signing", "contract-signature")
        case spell.ContractExpiring(ends=ends):
            return (waits(recorded, "contract-expiry", due=ends),)
        case spell.ContractRenewed():
            return settled(recorded, "contract-expiry", "contract-signature")
        case papers.ContractDrafted(effective=starts):
            return (waits(recorded, "contract-signature", due=starts),)
        case papers.ContractDraftWithdrawn():
            return settled(recorded, "contract-signature")
        case papers.StatusRecorded(status=papers.EmploymentStatus.ESTABLISHED_STATUS):
            return settled(recorded, "contract-signing")
        case spell.ProbationPassed() | spell.ProbationFailed():
            return settled(recorded, "probation")
        case spell.Exited(papers_due=due) | exits.ExitCorrected(papers_due=due):
            papers_due = waits(recorded, "exit-papers", due=due)
            return (*settled(recorded, *KINDS), papers_due)
        case exits.RetirementReckoned(near=True, retires_on=day):
            return (waits(recorded, "retirement", due=day),)
        case exits.RetirementReckoned():
            return settled(recorded, "retirement")
        case exits.ExitNoticeGiven(last_day=last_day):
            return (waits(recorded, "exit-due", due=last_day),)
        case (
            transfers.TransferProposed(effective=day, transfer_id=id, proposed_by=by)
            | transfers.TransferReopened(
                effective=day, transfer_id=id, proposed_by=by, stage=transfers.TransferStage.PROPOSED
            )
        ):
            return (waits(recorded, "transfer-approval", item=id, due=day, made_by=by),)
        case (
            transfers.TransferApproved(transfer_id=id)
            | transfers.TransferRejected(transfer_id=id)
            | transfers.TransferLapsed(transfer_id=id)
        ):
            return settled(recorded, "transfer-approval", item=id)
        case exit_scope_events.ReopeningLeft(thing_id=id):
            return (waits(recorded, "exit-reopening", item=id),)
        case exit_scope_events.ReopeningSettled(thing_id=id):
            return settled(recorded, "exit-reopening", item=id)
        case exits.ExitNoticeWithdrawn():
            return settled(recorded, "exit-due")
        case exits.ExitPapersIssued() | exits.ExitAnnulled():
            return settled(recorded, "exit-papers")
        case _:
            return ()
