"""The establishment on any day: places approved, filled and vacant, in all and by category of posts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, Text, case, func, literal, not_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import appointment_events as posts
from services.personnel.domain import campaign_events as recruiting
from services.personnel.domain.employment import Hired, PlaceFreed
from services.personnel.domain.exit_events import PlaceRetaken
from services.personnel.domain.headcount_events import PostPlaces, QuotaApproved, QuotaRequested, RatioComputed
from services.personnel.domain.headcount_places import above, unit_of
from services.personnel.domain.transfer_events import TransferAnnulled, WorkplaceChanged
from services.personnel.projections import stays
from services.personnel.projections.headcount_posts import category_of, held_on
from services.personnel.projections.headcount_tables import filled_day, held_place, place, post_term, quota, ratio
from services.personnel.projections.stays import stay
from shared.kernel import DAY, NATION, Recorded, Region, Scope, ancestor, level
from shared.readmodel import Add, Drop, Patch, Projection, Put, RowChange
from shared.readmodel.scope import inside


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case QuotaRequested():
            return (_requested(event),)
        case QuotaApproved():
            return _approved(event)
        case RatioComputed():
            return (_computed(event),)
        case recruiting.CampaignQuotaReserved():
            return tuple(_kept(event, each.place) for each in event.places)
        case recruiting.VacancyCut(given_back=gone) | recruiting.CampaignFiled(given_back=gone):
            return tuple(_left(event.campaign_id, place, event.effective) for place in gone)
        case recruiting.CandidateHired(place=taken):
            return (_left(event.campaign_id, taken, event.effective),)
        case Hired():
            return (_held(recorded.stream_id, event), *_moved(event.place, event.effective, 1))
        case PlaceFreed(effective=day):
            freed = Patch(place, employment_id=recorded.stream_id, free_from=day)
            return (freed, *_moved(event.place, day, -1))
        case (
            WorkplaceChanged(workplace=workplace, place=reserved)
            | TransferAnnulled(workplace=workplace, place=reserved, took_effect=True)
        ):
            return (Patch(place, employment_id=recorded.stream_id, workplace=workplace, reserved=reserved),)
        case PlaceRetaken(effective=day):
            held = Patch(place, employment_id=recorded.stream_id, free_from=None)
            return (held, *_moved(event.place, day, 1))
        case posts.AppointmentStarted():
            return (_term(event),)
        case posts.PostPlaceTaken(appointment_id=id, place=keys):
            return (Patch(post_term, appointment_id=id, reserved=keys),)
        case posts.AppointmentEnded(appointment_id=id, effective=last_day):
            return (Patch(post_term, appointment_id=id, free_from=last_day + DAY),)
        case posts.AppointmentCorrected(appointment_id=id, effective=starts):
            return (Patch(post_term, appointment_id=id, held_from=starts),)
        case posts.AppointmentAnnulled(
            appointment_id=id, effective=starts, was=posts.PostPhase.IN_TERM | posts.PostPhase.ENDED
        ):
            return (Patch(post_term, appointment_id=id, free_from=starts),)
        case _:
            return ()


def _requested(event: QuotaRequested) -> Put:
    return Put(
        quota, unit=event.unit, effective=event.effective, stage="REQUESTED", level=level(event.unit),
        above=above(event.unit) or NATION, places=event.places, by_post=_limits(event.by_post), residents=event.residents,
        rounding=None if event.rounding is None else event.rounding.value, requested_by=event.requested_by, document=None,
    )  # fmt: skip


def _approved(event: QuotaApproved) -> tuple[Drop, Put]:
    row = Put(
        quota, unit=event.unit, effective=event.effective, stage="APPROVED", level=level(event.unit),
        above=above(event.unit) or NATION, places=event.places, by_post=_limits(event.by_post), residents=None,
        rounding=None, requested_by=event.requested_by, document=event.document,
    )  # fmt: skip
    return (Drop(quota, unit=event.unit, effective=event.effective, stage="REQUESTED"), row)


def _limits(by_post: Iterable[PostPlaces]) -> dict[str, int]:
    return {limit.post_category.value: limit.places for limit in by_post}


def _computed(event: RatioComputed) -> Put:
    return Put(
        ratio, unit=event.unit, day=event.effective, residents=event.residents, per_10000=event.per_10000,
        workers=event.workers, required_tenths=event.required_tenths, ratio_tenths=event.ratio_tenths,
        gap_tenths=event.gap_tenths,
    )  # fmt: skip


def _held(employment_id: UUID, event: Hired) -> Put:
    unit, number = unit_of(event.place)
    return Put(
        place, employment_id=employment_id, worker_id=event.worker_id, unit=unit, number=number, workplace=event.workplace,
        post_category=event.post_category.value, reserved=event.place, held_from=event.effective, free_from=None,
    )  # fmt: skip


def _kept(event: recruiting.CampaignQuotaReserved, taken: str) -> Put:
    unit, _ = unit_of(taken)
    return Put(
        held_place, place=taken, campaign_id=event.campaign_id, unit=unit, held_from=event.effective, free_from=None
    )


def _left(campaign_id: UUID, taken: str, day: date) -> Patch:
    return Patch(held_place, place=taken, campaign_id=campaign_id, free_from=day)


def _term(event: posts.AppointmentStarted) -> Put:
    return Put(
        post_term, appointment_id=event.appointment_id, worker_id=event.worker_id, workplace=event.community,
        post_category=event.post_category.value, reserved="", held_from=event.effective, free_from=None,
    )  # fmt: skip


def _moved(taken: str, day: date, people: int) -> tuple[Add, ...]:
    """A place stays the street's wherever in it its holder works: communities are counted by where people worked."""
    street, _ = unit_of(taken)
    units = dict.fromkeys((ancestor(street, "county"), street))
    return tuple(Add(filled_day, unit=unit, day=day, people=people) for unit in units)


HEADCOUNT = Projection(
    name="headcount",
    tables=(quota, place, post_term, filled_day, ratio, held_place),
    streams=("quota", "employment", "appointment", "campaign"),
    project=project,
)


async def without_a_share(read: AsyncConnection, unit: Region, post: str | None, share: str) -> int:
    """How many hold a place of a street or community, with `post` one of the category, and no reservation that begins like
    `share`: they were there before the quota was.
    """
    here = place.c.workplace if level(unit) == "community" else place.c.unit
    rows = select(func.count()).select_from(place).where(here == unit, place.c.free_from.is_(None))
    rows = rows.where(func.strpos(place.c.reserved, share) == 0)
    if post is not None:
        by_appointment = select(post_term.c.appointment_id).where(
            post_term.c.worker_id == place.c.worker_id,
            post_term.c.free_from.is_(None),
            func.strpos(post_term.c.reserved, share) > 0,
        )
        rows = rows.where(category_of() == post, not_(by_appointment.exists()))
    return (await read.execute(rows)).scalar_one()


async def filled(read: AsyncConnection, unit: Region, day: date) -> int:
    """How many hold a place of a county, a street or a community on the day."""
    at = literal(unit, Text)
    rows = select(_working(at, day) if level(unit) == "community" else _summed(at, day))
    return int((await read.execute(rows)).scalar_one())


def _summed(unit: ColumnElement[str], day: date) -> ScalarSelect[Any]:
    """Of a county or street."""
    rows = select(func.coalesce(func.sum(filled_day.c.people), 0))
    return rows.where(filled_day.c.unit == unit, filled_day.c.day <= day).scalar_subquery()


def _working(community: ColumnElement[str], day: date) -> ScalarSelect[Any]:
    """Of a community: whose place was held and who worked there on the day, as transfers are known now."""
    rows = select(func.count()).join_from(stay, place, place.c.employment_id == stay.c.employment_id)
    return rows.where(stay.c.region == community, stays.stood(day), held_on(place, day)).scalar_subquery()


async def ledger(
    read: AsyncConnection, scope: Scope, day: date, *, level: str | None = None, after: str | None = None, limit: int = 100
) -> Sequence[RowMapping]:  # fmt: skip
    """For each unit with a quota in force on the day, by path: places, how many are filled and held by campaigns."""
    newest = (
        select(quota.c.unit, quota.c.level, quota.c.places, quota.c.by_post, quota.c.effective)
        .where(inside(quota.c.unit, scope), quota.c.effective <= day, quota.c.stage == "APPROVED")
        .ext(distinct_on(quota.c.unit))
        .order_by(quota.c.unit, quota.c.effective.desc())
        .limit(limit)
    )
    if level is not None:
        newest = newest.where(quota.c.level == level)
    if after is not None:
        newest = newest.where(quota.c.unit > after)
    page = newest.subquery()
    there = case((page.c.level == "community", _working(page.c.unit, day)), else_=_summed(page.c.unit, day))
    kept = (
        select(func.count())
        .where(held_place.c.unit == page.c.unit, held_on(held_place, day))
        .scalar_subquery()
    )  # fmt: skip
    rows = select(
        page.c.unit, page.c.places, page.c.effective.label("since"), there.label("filled"), kept.label("held"), page.c.by_post
    )  # fmt: skip
    return (await read.execute(rows.order_by(page.c.unit))).mappings().all()


async def quotas(read: AsyncConnection, unit: Region) -> Sequence[RowMapping]:
    """Everything that was requested or approved for a unit, by its first day."""
    return (await read.execute(select(quota).where(quota.c.unit == unit).order_by(quota.c.effective))).mappings().all()


async def units_below(read: AsyncConnection, unit: Region) -> Sequence[Region]:
    """The units right below that have, or were asked, a quota."""
    rows = select(quota.c.unit).where(quota.c.above == unit).distinct().order_by(quota.c.unit)
    return [Region(each) for each in (await read.execute(rows)).scalars()]


async def ratios(read: AsyncConnection, unit: Region) -> Sequence[RowMapping]:
    """What was computed for a unit, by day."""
    return (await read.execute(select(ratio).where(ratio.c.unit == unit).order_by(ratio.c.day))).mappings().all()


async def open_posts(read: AsyncConnection, worker_id: UUID) -> Sequence[UUID]:
    """The appointments of a person that have no end."""
    rows = select(post_term.c.appointment_id).where(post_term.c.worker_id == worker_id, post_term.c.free_from.is_(None))
    return (await read.execute(rows)).scalars().all()
