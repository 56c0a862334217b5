"""What roster and seniority ledger know of an employment, as leave counts it."""

from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping

from services.personnel.domain.leave_entitlement import Service
from services.personnel.domain.leave_service import service_known
from services.personnel.domain.streams import SENIORITY
from shared.kernel import Region, Span
from shared.web.handles import Reading


async def service_of(reader: Reading, row: RowMapping, day: date) -> Service:
    """Working years in all and here as the seniority ledger counts them on the day."""
    span = Span(first=row["starts"], last=row["last_day"])
    return await service_within(reader, row["worker_id"], Region(row["region"]), span, day)


async def service_within(reader: Reading, worker_id: UUID, region: Region, span: Span, day: date) -> Service:
    """The same for an employment with these days."""
    draft = reader.runtime.handling.draft()
    await draft.load([(SENIORITY, worker_id)])
    ledger, policies = draft.state(SENIORITY, worker_id), reader.runtime.book.of(region)
    return service_known(ledger, span.first, span.last, day, policies)
