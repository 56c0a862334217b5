"""What every end of an employment means: severance by ground and service, and the place that becomes free the day after."""

from datetime import date
from functools import reduce
from uuid import UUID

from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.employment import Employment, EmploymentEvent, Exited, Ground, PlaceFreed, evolve
from services.personnel.domain.exit_events import ExitWeighed, NoticeKept, Severance
from services.personnel.domain.exit_grounds import RULES, half_months
from services.personnel.domain.headcount_places import place_keys, together
from services.personnel.domain.policies import Policies
from services.personnel.domain.transfer_events import TransferStage
from services.personnel.domain.transfer_lapses import lapsed
from shared.kernel import DAY, Facts, record


@record
class Parting:
    """How it ends: on which ground and day, on which paper, with which notice; `without` severance though the ground has it."""

    ground: Ground
    last_day: date
    document: str = ""
    notice: NoticeKept = NoticeKept.NOT_NEEDED
    union_told_on: date | None = None
    without: bool = False


def leave(
    employment: Employment, worker_id: UUID, parting: Parting, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:  # fmt: skip
    assert employment.employment_id is not None
    due, since = severance(employment, parting), employment.severance_since
    exited = Exited(
        effective=parting.last_day, worker_id=worker_id, employment_id=employment.employment_id, ground=parting.ground,
        severance=due is not Severance.NONE, employed_since=since, document=parting.document,
        papers_due=papers_due(parting.last_day, facts.policies),
    )  # fmt: skip
    weighed = ExitWeighed(
        effective=parting.last_day, worker_id=worker_id, employment_id=employment.employment_id, ground=parting.ground,
        article=RULES[parting.ground].article, severance=due,
        half_months=0 if due is Severance.NONE else half_months(since, parting.last_day), service_since=since,
        notice=parting.notice, union_told_on=parting.union_told_on,
    )  # fmt: skip
    over = lapsed(employment, worker_id, parting.last_day)
    if parting.last_day >= facts.today:
        return (exited, weighed, *over)
    return (exited, weighed, *over, freed(after(employment, over), worker_id, parting.last_day))


def after(employment: Employment, events: tuple[EmploymentEvent, ...]) -> Employment:
    return reduce(evolve, events, employment)


def papers_due(last_day: date, policies: Policies) -> date:
    """The last day on which certificate, archive and insurance are handed over in time (art. 50)."""
    return last_day + policies.exit_papers_days.on(last_day) * DAY


def severance(employment: Employment, parting: Parting) -> Severance:
    """None in a public-welfare post (Implementing Regulation art. 12)."""
    welfare = employment.papers.status_on(parting.last_day) is EmploymentStatus.PUBLIC_WELFARE
    return Severance.NONE if welfare or parting.without else RULES[parting.ground].severance


def freed(employment: Employment, worker_id: UUID, last_day: date) -> PlaceFreed:
    """Also what is kept for a transfer that no longer comes."""
    return PlaceFreed(effective=last_day + DAY, worker_id=worker_id, place=held(employment))


def held(employment: Employment) -> str:
    """Every place that is kept for the person: where he works, and where an approved transfer takes him."""
    coming = (t.place for t in employment.transfers if t.stage is TransferStage.APPROVED)
    return together(tuple(dict.fromkeys(key for place in (employment.place, *coming) for key in place_keys(place))))
