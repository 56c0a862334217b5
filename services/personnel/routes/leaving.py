"""What every exit asks besides the end of the employment itself, whichever route it came by; and what undoing one asks."""

from collections.abc import Sequence
from datetime import date

from services.personnel.domain import ledgers
from services.personnel.domain.appointment_events import EndReason
from services.personnel.domain.appointments import EndAppointment
from services.personnel.domain.employment import Employment, Ground
from services.personnel.domain.exit_grounds import ENDS_POSTS
from services.personnel.domain.policies import Policies
from services.personnel.domain.retirement import of_person
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT, EMPLOYMENT
from services.personnel.projections import dated, headcount, roster
from services.personnel.routes import borrowing, exit_scope, leave, leave_owed, service_origin
from shared.draft import Ask, Draft
from shared.kernel import record
from shared.web.handles import Handle


@record
class Standing:
    """What is known of a person beside the employment: statutory retirement and the earliest by agreement; open posts."""

    retires_on: date | None = None
    retires_early_from: date | None = None
    posts: int = 0


async def standing(handle: Handle, employment: Employment, day: date) -> Standing:
    """As of the day; nothing where nobody was employed."""
    if employment.worker_id is None:
        return Standing()
    policies: Policies = await handle.runtime.policies_for(EMPLOYMENT.type, employment.region)
    async with handle.reading() as read:
        row = await roster.find(read, employment.worker_id)
        posts = await headcount.open_posts(read, employment.worker_id)
        if row is None:
            return Standing(posts=len(posts))
        person = await dated.find(read, row, day)
    found = of_person(
        employment.leaving.retirement_class, person["sex"], PostCategory(person["post_category"]), person["birth_month"],
        policies.retirement_ages.on(day), policies.retirement_flexible_months.on(day),
    )  # fmt: skip
    return Standing(retires_on=found.retires_on, retires_early_from=found.early_from, posts=len(posts))


async def asked(draft: Draft, handle: Handle, employment: Employment, last_day: date, ground: Ground) -> Sequence[Ask]:
    """The ledgers of the person are closed, a borrowing that is still open ends, and so does leave; posts end where the ground says so."""
    if employment.worker_id is None:
        return ()
    sent = [
        Ask(stream=send.stream, to=send.to, command=send.command, region=employment.region)
        for send in ledgers.left(employment, last_day)
    ]
    async with handle.reading() as read:
        posts = await headcount.open_posts(read, employment.worker_id) if ground in ENDS_POSTS else ()
    ended = EndAppointment(reason=EndReason.LEFT, last_day=last_day)
    over = [Ask(stream=APPOINTMENT, to=post, command=ended) for post in posts]
    back = await borrowing.left(draft, handle, employment.worker_id, last_day)
    away = await leave.left(draft, handle, employment.worker_id, last_day)
    unused = await leave_owed.left(draft, handle, employment, last_day)
    along = [*over, *back, *away, *await exit_scope.open_things(handle, employment, ground, last_day)]
    return (*sent, *service_origin.paid_out(employment), *along, *unused, *exit_scope.taken_along(employment, along))


async def undone(draft: Draft, handle: Handle, employment: Employment) -> Sequence[Ask]:
    """The ledgers of the person go on, no leave is left over, what ended with the exit begins again."""
    again = await exit_scope.begun_again(draft, handle, employment)
    return [*_ledgers_go_on(employment), *again, *await leave_owed.stayed(draft, employment)]


def _ledgers_go_on(employment: Employment) -> Sequence[Ask]:
    return [
        Ask(stream=send.stream, to=send.to, command=send.command, region=employment.region)
        for send in ledgers.stayed(employment)
    ]


async def moved(draft: Draft, handle: Handle, employment: Employment, last_day: date) -> Sequence[Ask]:
    """The ledgers are closed on another day; where it is the same one they stand, but for whether severance was paid."""
    if employment.last_day == last_day:
        return service_origin.paid_out(employment)
    closed = [
        Ask(stream=send.stream, to=send.to, command=send.command, region=employment.region)
        for send in ledgers.left(employment, last_day)
    ]
    unused = await leave_owed.left(draft, handle, employment, last_day)
    resumed = [*_ledgers_go_on(employment), *await leave_owed.stayed(draft, employment)]
    return [*resumed, *closed, *service_origin.paid_out(employment), *unused]
