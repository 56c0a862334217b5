"""Contracts wait to be signed and settled, probations to be concluded."""

from typing import Any

from services.personnel.domain import employment as spell
from services.personnel.projections.tasks.table import settled, waits
from shared.kernel import Recorded, add_months
from shared.readmodel import RowChange

KINDS = ("contract-signing", "contract-expiry", "probation")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case spell.Hired(effective=starts, probation_ends=ends):
            unsigned = waits(recorded, "contract-signing", due=add_months(starts, 1))  # Labour Contract Law art. 10
            return (unsigned,) if ends is None else (unsigned, waits(recorded, "probation", due=ends))
        case spell.ContractSigned():
            return settled(recorded, "contract-signing")
        case spell.ContractExpiring(ends=ends):
            return (waits(recorded, "contract-expiry", due=ends),)
        case spell.ContractRenewed():
            return settled(recorded, "contract-expiry")
        case spell.ProbationPassed() | spell.ProbationFailed():
            return settled(recorded, "probation")
        case spell.Exited():
            return settled(recorded, *KINDS)
        case _:
            return ()
