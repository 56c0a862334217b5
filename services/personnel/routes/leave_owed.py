"""What the end of an employment leaves over of its annual leave: told with the exit, anew when leave changes after it, undone with it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.personnel.domain.employment import Employment
from services.personnel.domain.leave_account_state import LeaveAccount, LeaveSettlementCause
from services.personnel.domain.leave_settlement import SettleUnused, WithdrawSettlement, open_years, unused
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import EMPLOYMENT, LEAVE_ACCOUNT
from services.personnel.routes.leave_service import service_within
from shared.draft import Ask, Draft
from shared.kernel import Span
from shared.readmodel.tasks import CHINA
from shared.web.handles import Handle


async def left(draft: Draft, handle: Handle, employment: Employment, last_day: date) -> Sequence[Ask]:
    """What the end of an employment leaves over of the annual leave of its last year, and of the one before while that is open."""
    account, worker = employment.employment_id, employment.worker_id
    if account is None or worker is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, account)])
    known: LeaveAccount = draft.state(LEAVE_ACCOUNT, account)
    years = open_years(known, employment.starts, last_day, await _kept_since(handle, account))
    asks = [await _settled(handle, known, employment, year, last_day) for year in years]
    return [ask for ask in asks if ask is not None]


async def _kept_since(handle: Handle, employment_id: UUID) -> date:
    """The day on which the employment was entered here."""
    key = (EMPLOYMENT.type, employment_id)
    past = (await handle.runtime.log.load([key]))[key]
    return past[0].recorded.astimezone(CHINA).date() if past else handle.today


async def _settled(
    handle: Handle, known: LeaveAccount, employment: Employment, year: int, last_day: date
) -> Ask | None:
    account, worker = employment.employment_id, employment.worker_id
    assert account is not None
    assert worker is not None
    ends = min(date(year, 12, 31), last_day)
    span = Span(first=employment.starts, last=max(last_day, employment.starts))
    service = await service_within(handle, worker, employment.region, span, max(ends, employment.starts))
    policies: Policies = handle.runtime.book.of(employment.region)
    if known.worker_id is None and not unused(known, year, ends, service, policies):
        return None
    settled = SettleUnused(
        worker_id=worker, community=employment.region, employment_id=account, year=year, last_day=ends,
        cause=LeaveSettlementCause.EXIT, service=service,
    )  # fmt: skip
    return Ask(stream=LEAVE_ACCOUNT, to=account, command=settled, region=employment.region)


async def again(draft: Draft, handle: Handle, account: UUID) -> Sequence[Ask]:
    """Leave that is asked for, given back or corrected after the exit was told changes what is left over; else nothing follows."""
    await draft.load([(EMPLOYMENT, account)])
    employment: Employment = draft.state(EMPLOYMENT, account)
    return () if employment.last_day is None else await left(draft, handle, employment, employment.last_day)


async def stayed(draft: Draft, employment: Employment) -> Sequence[Ask]:
    """An exit that is undone leaves nothing over; a year that was over by itself stays settled."""
    account, worker, last_day = employment.employment_id, employment.worker_id, employment.last_day
    if account is None or worker is None or last_day is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, account)])
    if draft.version(LEAVE_ACCOUNT, account) == 0:
        return ()
    return [
        Ask(
            stream=LEAVE_ACCOUNT, to=account, region=employment.region,
            command=WithdrawSettlement(
                worker_id=worker, community=employment.region, employment_id=account, year=ends.year, last_day=ends
            ),
        )
        for ends in (date(last_day.year - 1, 12, 31), last_day)
    ]  # fmt: skip
