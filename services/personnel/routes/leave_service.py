"""What roster and seniority ledger know of an employment, as leave counts it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import RowMapping

from services.personnel.domain.leave_entitlement import Service
from services.personnel.domain.leave_service import service_known
from services.personnel.domain.streams import SENIORITY
from shared.kernel import Region
from shared.web.handles import Reading


async def service_of(reader: Reading, row: RowMapping, day: date) -> Service:
    """Working years in all and here as the seniority ledger counts them on the day."""
    draft = reader.runtime.handling.draft()
    await draft.load([(SENIORITY, row["worker_id"])])
    ledger, policies = draft.state(SENIORITY, row["worker_id"]), reader.runtime.book.of(Region(row["region"]))
    return service_known(ledger, row["starts"], row["last_day"], day, policies)


def until(service: Service, last_day: date) -> Service:
    """The same for an employment that is going to end on the day."""
    return replace(service, last_day=last_day)
