"""What every exit asks besides the end of the employment itself, whichever route it came by."""

from collections.abc import Sequence
from datetime import date

from services.personnel.domain import ledgers
from services.personnel.domain.employment import Employment
from services.personnel.routes import borrowing, leave
from shared.draft import Ask, Draft
from shared.web.handles import Handle


async def asked(draft: Draft, handle: Handle, employment: Employment, last_day: date) -> Sequence[Ask]:
    """The ledgers of the person are closed, a borrowing that is still open ends, and so does leave."""
    if employment.worker_id is None:
        return ()
    sent = [
        Ask(stream=send.stream, to=send.to, command=send.command, region=employment.region)
        for send in ledgers.left(employment, last_day)
    ]
    who = employment.worker_id
    back = await borrowing.left(draft, handle, who, last_day)
    return (*sent, *back, *await leave.left(draft, handle, who, last_day))
