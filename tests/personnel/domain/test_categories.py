"""The history of a category, in whatever order it is told; suspension; and one standing a day."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from services.personnel.domain.categories import AnnulCategory, CorrectCategory, EndSuspension, RecordCategory, Suspend
from services.personnel.domain.category_events import (
    Belonging,
    CategoryAnnulled,
    CategoryCorrected,
    CategoryRecorded,
    SuspensionBegan,
    SuspensionEnded,
    evolve,
)
from services.personnel.domain.employment import Category, Exited
from services.personnel.domain.exit_events import Ground
from services.personnel.domain.standing import Circumstances, WorkerStanding, standing_on
from services.personnel.domain.streams import EMPLOYMENT
from shared.kernel import Span
from tests.personnel import people
from tests.personnel.people import WORKER, hired, on

STARTS, DAY, TODAY = date(2027, 3, 1), date(2027, 4, 1), date(2027, 6, 1)
HIRED, FACT = hired(), UUID(int=71)
COMMITTEE, STAFF = Category.COMMITTEE_FULLTIME, Category.DEDICATED_STAFF
RECORD = RecordCategory(fact_id=FACT, category=COMMITTEE, since=DAY, document="组4号")
RECORDED = CategoryRecorded(
    effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, fact_id=FACT, category=COMMITTEE, now=COMMITTEE,
    document="组4号",
)  # fmt: skip


def test_a_category_is_recorded_also_before_a_later_change() -> None:
    on(EMPLOYMENT, TODAY, HIRED).when(RECORD).then(RECORDED)
    on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(RECORD).then()
    back = replace(RECORD, fact_id=UUID(int=72), category=STAFF, since=date(2027, 5, 1))
    (event,) = on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(back).then_events()
    assert event.now is STAFF
    earlier = replace(RECORD, fact_id=UUID(int=73), since=date(2027, 3, 10))
    (event,) = on(EMPLOYMENT, TODAY, HIRED, replace(RECORDED, category=STAFF, now=STAFF)).when(earlier).then_events()
    assert event.now is STAFF
    on(EMPLOYMENT, TODAY, HIRED).when(replace(RECORD, document="")).then_rejected("categories.document")
    for day in (date(2027, 2, 1), date(2027, 6, 2)):
        on(EMPLOYMENT, TODAY, HIRED).when(replace(RECORD, since=day)).then_rejected("categories.day")


def test_it_is_corrected_and_annulled() -> None:
    right = CorrectCategory(fact_id=FACT, category=COMMITTEE, since=date(2027, 4, 10), reason="日期有误")
    corrected = CategoryCorrected(
        effective=date(2027, 4, 10), worker_id=WORKER, employment_id=people.EMPLOYMENT, fact_id=FACT,
        category=COMMITTEE, now=COMMITTEE, reason="日期有误",
    )  # fmt: skip
    on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(right).then(corrected)
    never = CategoryAnnulled(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, fact_id=FACT, now=STAFF, reason="录错"
    )
    annul = AnnulCategory(fact_id=FACT, reason="录错")
    on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(annul).then(never)
    on(EMPLOYMENT, TODAY, HIRED, RECORDED, never).when(annul).then_rejected("categories.unknown")
    on(EMPLOYMENT, TODAY, HIRED).when(right).then_rejected("categories.unknown")
    on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(replace(annul, reason="")).then_rejected("categories.reason")
    on(EMPLOYMENT, TODAY, HIRED, RECORDED).when(replace(right, reason="")).then_rejected("categories.reason")


@drawn(st.permutations(range(5)), st.lists(st.sampled_from([COMMITTEE, STAFF]), min_size=5, max_size=5))
def test_the_order_of_telling_does_not_matter(order: list[int], which: list[Category]) -> None:
    facts = [
        replace(RECORDED, effective=DAY + timedelta(10 * n), fact_id=UUID(int=n), category=category)
        for n, category in enumerate(which)
    ]
    sorted_, drawn_ = Belonging(), Belonging()
    for fact in facts:
        sorted_ = evolve(sorted_, fact)
    for n in order:
        drawn_ = evolve(drawn_, facts[n])
    days = [DAY + timedelta(n) for n in range(-5, 60, 5)]
    assert [sorted_.category_on(day) for day in days] == [drawn_.category_on(day) for day in days]


def test_somebody_is_suspended_once_until_it_ends() -> None:
    suspend = Suspend(suspension_id=UUID(int=81), since=DAY, document="纪2号")
    began = SuspensionBegan(effective=DAY, worker_id=WORKER, suspension_id=UUID(int=81), document="纪2号")
    on(EMPLOYMENT, TODAY, HIRED).when(suspend).then(began)
    on(EMPLOYMENT, TODAY, HIRED, began).when(suspend).then_rejected("categories.suspended")
    on(EMPLOYMENT, TODAY, HIRED).when(replace(suspend, document="")).then_rejected("categories.document")
    end = EndSuspension(last_day=date(2027, 5, 1), document="纪5号")
    ended = SuspensionEnded(effective=date(2027, 5, 1), worker_id=WORKER, suspension_id=UUID(int=81), document="纪5号")
    on(EMPLOYMENT, TODAY, HIRED, began).when(end).then(ended)
    on(EMPLOYMENT, TODAY, HIRED, began).when(replace(end, last_day=STARTS)).then_rejected("categories.day")
    on(EMPLOYMENT, TODAY, HIRED, began).when(replace(end, document="")).then_rejected("categories.document")
    on(EMPLOYMENT, TODAY, HIRED, began, ended).when(end).then_rejected("categories.not-suspended")


LAST = date(2027, 12, 31)
WORKING = Circumstances(employed=Span(first=STARTS))


@pytest.mark.parametrize(
    ("known", "day", "standing"),
    [
        (Circumstances(), DAY, WorkerStanding.CANDIDATE),
        (WORKING, date(2027, 2, 1), WorkerStanding.CANDIDATE),
        (WORKING, DAY, WorkerStanding.ACTIVE),
        (replace(WORKING, probation=Span(first=STARTS, last=DAY)), DAY, WorkerStanding.PROBATION),
        (replace(WORKING, on_leave=(Span(first=DAY, last=DAY),)), DAY, WorkerStanding.ON_LEAVE),
        (replace(WORKING, borrowed=(Span(first=DAY),)), DAY, WorkerStanding.BORROWED),
        (replace(WORKING, borrowed=(Span(first=DAY),), suspended=(Span(first=DAY),)), DAY, WorkerStanding.SUSPENDED),
        (replace(WORKING, leaving_since=DAY), DAY, WorkerStanding.EXITING),
        (replace(WORKING, leaving_since=DAY), STARTS, WorkerStanding.ACTIVE),
        (replace(WORKING, employed=Span(first=STARTS, last=LAST)), LAST, WorkerStanding.EXITING),
        (Circumstances(employed=Span(first=STARTS, last=STARTS), ground=Ground.MUTUAL), DAY, WorkerStanding.EXITED),
        (Circumstances(employed=Span(first=STARTS, last=STARTS), ground=Ground.RETIREMENT), DAY, WorkerStanding.RETIRED_CARE),
    ],
)  # fmt: skip
def test_somebody_stands_in_one_way_on_every_day(known: Circumstances, day: date, standing: WorkerStanding) -> None:
    assert standing_on(known, day) is standing


def test_nothing_is_recorded_of_somebody_who_has_left() -> None:
    gone = Exited(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=Ground.MUTUAL, severance=True,
        employed_since=STARTS, document="", papers_due=DAY + timedelta(days=15),
)  # fmt: skip
    on(EMPLOYMENT, TODAY, HIRED, gone).when(RECORD).then_rejected("employments.not-running")
