"""What payroll tells the others, per stream. No amounts: those are read by right, not broadcast."""

from typing import Any
from uuid import UUID

from services.payroll.domain.streams import (
    BUDGET,
    CONTRIBUTION_TABLE,
    ENTITLEMENT,
    GRADE_TRIAL,
    PAY_GROUP,
    PAYSLIP,
    RUN,
    SHADOW_RUN,
    STANDARD,
    SUBSIDY,
    UNIT_QUOTA,
    WAGE_FIGURE,
)
from services.payroll.publications import (
    budget,
    contribution_table,
    entitlement,
    pay_group,
    payslip,
    run,
    standard,
    subsidy,
    wage_figure,
)
from shared.access_ledger.reading import READER, told
from shared.authority.heard import AUTHORITY_HEARD, REGION_HEARD
from shared.published import Published
from shared.published.payroll.readings import UnusualReadingV1


def publish(stream_type: str, stream_id: UUID, event: Any) -> Published | None:  # noqa: C901  one match
    """The published form of a stored event, or nothing where it stays private."""
    match stream_type:
        case ENTITLEMENT.type:
            return entitlement.publish(stream_id, event)
        case STANDARD.type:
            return standard.publish(stream_id, event)
        case CONTRIBUTION_TABLE.type:
            return contribution_table.publish(stream_id, event)
        case WAGE_FIGURE.type:
            return wage_figure.publish(stream_id, event)
        case PAY_GROUP.type:
            return pay_group.publish(stream_id, event)
        case RUN.type:
            return run.publish(stream_id, event)
        case PAYSLIP.type:
            return payslip.publish(stream_id, event)
        case BUDGET.type:
            return budget.publish(stream_id, event)
        case SUBSIDY.type:
            return subsidy.publish(stream_id, event)
        case SHADOW_RUN.type | UNIT_QUOTA.type | GRADE_TRIAL.type | AUTHORITY_HEARD.type | REGION_HEARD.type:
            return None
        case READER.type:
            return told(event, UnusualReadingV1)
        case _:
            raise LookupError(stream_type)
