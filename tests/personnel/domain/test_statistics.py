"""What a form counts, on which day, where; and how what was frozen is corrected."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.appointment_events import AppointmentEnded, AppointmentStarted, EndReason, Post
from services.personnel.domain.employment import Exited, Ground
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_events import GradeDecided, GradeFactCounted, Trigger
from services.personnel.domain.regions import RegionFounded, RegionMoved
from services.personnel.domain.scheme_terms import Certificate, Education, EducationPapers, PostCategory
from services.personnel.domain.statistics import FreezeStatistics, StatisticsCorrected, StatisticsFrozen
from services.personnel.domain.statistics_forms import Every, span_of
from services.personnel.domain.streams import STATISTIC
from services.personnel.domain.tabulation import tabulate
from services.personnel.domain.worker import QualificationEnded, QualificationRegistered, WorkerRegistered
from services.personnel.domain.workforce import Workforce
from shared.kernel import Recorded, Region, Rejected, Sealed, Span, ancestor, region
from tests.personnel.people import COMMUNITY, EMPLOYMENT, FORM, NAME, STREET, WORKER, hired, on

COUNTY = ancestor(COMMUNITY, "county")
OTHER = region("51", "01", "07", "002")
JULY = date(2027, 7, 1)


def heard(events: Sequence[tuple[UUID | None, UUID, Any]]) -> Workforce:
    """The workforce after (person, stream, event) in the order given."""
    workforce = Workforce()
    for position, (subject, stream, event) in enumerate(events, start=1):
        workforce.hear(
            Recorded(
                position=position, stream_type="", stream_id=stream, version=1, event=event, event_id=UUID(int=position),
                subject=subject, region=COUNTY, recorded=datetime(2027, 1, 1, tzinfo=UTC), effective=event.effective,
                actor="officer", correlation=UUID(int=0), causation=None,
            )
        )  # fmt: skip
    return workforce


def founded(path: Region, name: str) -> tuple[None, UUID, RegionFounded]:
    return None, UUID(int=0), RegionFounded(effective=date(2000, 1, 1), path=path, level="", code="", name=name)


REGIONS = [founded(COUNTY, "武侯区"), founded(STREET, "浆洗街"), founded(OTHER, "跳伞塔"), founded(COMMUNITY, "四社区")]
REGISTERED = WorkerRegistered(
    effective=date(2027, 3, 1), worker_id=WORKER, region=COMMUNITY, name=NAME, id_number=NAME, phone=None,
    sex="FEMALE", birth_month="1991-07", education=Education.BACHELOR,
)  # fmt: skip
BEGUN = hired(date(2027, 3, 1))
LEFT = Exited(
    effective=date(2027, 6, 30), worker_id=WORKER, employment_id=EMPLOYMENT, ground=Ground.RESIGNATION, severance=False,
    employed_since=date(2027, 3, 1), document="", papers_due=date(2027, 6, 30) + timedelta(days=15),
)  # fmt: skip


def decided(day: date, grade: int) -> GradeDecided:
    return GradeDecided(
        effective=day, worker_id=WORKER, decision_id=UUID(int=grade), trigger=Trigger.HIRE, post_category=PostCategory.STAFF,
        grade=grade, scheme="DEMO-18", scheme_version=1, document="1号", until=None,
    )  # fmt: skip


def post(id: int, post: Post, starts: date) -> tuple[UUID, UUID, AppointmentStarted]:
    started = AppointmentStarted(
        effective=starts, worker_id=WORKER, appointment_id=UUID(int=id), post=post, post_category=PostCategory.CHIEF,
        community=COMMUNITY, term_ends=date(2032, 3, 31),
    )  # fmt: skip
    return WORKER, UUID(int=id), started


PERSON = [(WORKER, WORKER, REGISTERED), (WORKER, EMPLOYMENT, BEGUN), (WORKER, WORKER, decided(date(2027, 3, 1), 4))]


def figures(events: Sequence[tuple[UUID | None, UUID, Any]], period: str) -> dict[str, tuple[int, ...]]:
    """By unit: employed, female, 36 and over, both posts, grades 4 to 6, hired, left."""
    return {row.unit: row.cells for row in tabulate(heard(events), FORM, COUNTY, period).rows}


def test_who_is_employed_on_the_last_day_counts_in_the_whole_and_in_her_part() -> None:
    assert figures([*REGIONS, *PERSON], "2027-Q1") == {
        COUNTY: (1, 1, 0, 0, 1, 1, 0), STREET: (1, 1, 0, 0, 1, 1, 0), OTHER: (0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip


def test_a_quarter_later_she_is_a_year_older_and_no_longer_new() -> None:
    assert figures([*REGIONS, *PERSON], "2027-Q3")[COUNTY] == (1, 1, 1, 0, 1, 0, 0)


def test_who_works_until_the_last_day_of_the_period_is_employed_on_it_and_has_left_in_it() -> None:
    assert figures([*REGIONS, *PERSON, (WORKER, EMPLOYMENT, LEFT)], "2027-Q2")[COUNTY] == (1, 1, 0, 0, 1, 0, 1)
    assert figures([*REGIONS, *PERSON, (WORKER, EMPLOYMENT, LEFT)], "2027-Q3")[COUNTY] == (0, 0, 0, 0, 0, 0, 0)


def test_both_posts_in_one_person_count_while_both_are_held() -> None:
    both = [post(7, Post.SECRETARY, date(2027, 4, 1)), post(8, Post.DIRECTOR, date(2027, 4, 1))]
    assert figures([*REGIONS, *PERSON, *both], "2027-Q2")[COUNTY][3] == 1
    ended = AppointmentEnded(
        effective=date(2027, 5, 31), worker_id=WORKER, appointment_id=UUID(int=8), post=Post.DIRECTOR,
        community=COMMUNITY, reason=EndReason.RESIGNED,
    )  # fmt: skip
    assert figures([*REGIONS, *PERSON, *both, (WORKER, UUID(int=8), ended)], "2027-Q2")[COUNTY][3] == 0


def test_a_community_that_moved_counts_where_it_lies_on_the_last_day() -> None:
    there = region("51", "01", "07", "002", "014")
    moved = (None, UUID(int=0), RegionMoved(effective=date(2027, 5, 1), path=COMMUNITY, to=there))
    assert figures([*REGIONS, *PERSON, moved], "2027-Q1")[STREET][0] == 1
    assert figures([*REGIONS, *PERSON, moved], "2027-Q2")[STREET][0] == 0
    assert figures([*REGIONS, *PERSON, moved], "2027-Q2")[OTHER][0] == 1


@given(st.permutations(range(6)))
def test_the_order_in_which_it_was_learnt_does_not_matter(order: Sequence[int]) -> None:
    """A later grade is decided before an earlier one, posts before the hire; only the day counts."""
    facts = [
        *PERSON[1:], (WORKER, WORKER, decided(date(2027, 5, 1), 7)), post(7, Post.SECRETARY, date(2027, 4, 1)),
        post(8, Post.DIRECTOR, date(2027, 6, 1)), (WORKER, WORKER, decided(date(2027, 4, 1), 5)),
    ]  # fmt: skip
    sorted_out = figures([*REGIONS, PERSON[0], *facts], "2027-Q2")
    assert figures([*REGIONS, PERSON[0], *(facts[at] for at in order)], "2027-Q2") == sorted_out


@pytest.mark.parametrize(
    ("every", "period", "first", "last"),
    [
        (Every.MONTH, "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        (Every.QUARTER, "2027-Q4", date(2027, 10, 1), date(2027, 12, 31)),
        (Every.HALF_YEAR, "2027-H1", date(2027, 1, 1), date(2027, 6, 30)),
        (Every.YEAR, "2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_period_has_its_days(every: Every, period: str, first: date, last: date) -> None:
    assert span_of(every, period) == Span(first=first, last=last)


@pytest.mark.parametrize(
    ("every", "period"),
    [(Every.MONTH, "2027-13"), (Every.QUARTER, "2027-Q5"), (Every.QUARTER, "2027-Q0"), (Every.QUARTER, "2027-02"), (Every.YEAR, "27")],
)  # fmt: skip
def test_what_is_no_period_is_refused(every: Every, period: str) -> None:
    with pytest.raises(Rejected) as refused:
        span_of(every, period)
    assert refused.value.code == "statistics.period"


# Versions

FREEZE = FreezeStatistics(
    region=COUNTY,
    form="SMALL",
    period="2027-Q2",
    as_of=date(2027, 6, 30),
    cutoff=900,
    content="{}",
    digest="sha-256:aa",
)
FROZEN = StatisticsFrozen(
    effective=date(2027, 6, 30), region=COUNTY, form="SMALL", period="2027-Q2", version=1, cutoff=900, content="{}",
    digest="sha-256:aa", frozen_by="officer",
)  # fmt: skip
AGAIN = replace(FREEZE, cutoff=950, digest="sha-256:bb", reason="补录离职")


def test_a_period_is_frozen_when_it_is_over() -> None:
    on(STATISTIC, JULY).when(FREEZE).then(FROZEN)
    on(STATISTIC, date(2027, 6, 30)).when(FREEZE).then_rejected("statistics.period-open")


def test_the_same_figures_again_are_no_new_version() -> None:
    on(STATISTIC, JULY, FROZEN).when(replace(FREEZE, cutoff=950)).then()


def test_other_figures_become_a_new_version_with_a_reason() -> None:
    corrected = StatisticsCorrected(
        effective=date(2027, 6, 30), region=COUNTY, form="SMALL", period="2027-Q2", version=2, cutoff=950, content="{}",
        digest="sha-256:bb", reason="补录离职", corrected_by="officer",
    )  # fmt: skip
    on(STATISTIC, JULY, FROZEN).when(AGAIN).then(corrected)
    on(STATISTIC, JULY, FROZEN).when(replace(AGAIN, reason=" ")).then_rejected("statistics.reason")


def test_a_degree_counts_from_its_day_and_a_certificate_until_its_last() -> None:
    learned = GradeFactCounted(
        effective=date(2028, 7, 1), worker_id=WORKER, fact=UUID(int=91), kind=GradeFactKind.EDUCATION, word="MASTER",
        papers=EducationPapers.BOTH, rank=None, year=None, months=None, ledger_version=None, until=None, next_step=None,
    )  # fmt: skip
    paper = QualificationRegistered(
        effective=date(2027, 4, 1),
        worker_id=WORKER,
        level=Certificate.SENIOR,
        number=Sealed("number"),
        certificate=Certificate.SENIOR,
    )
    gone = QualificationEnded(
        effective=date(2028, 3, 31), worker_id=WORKER, fact=UUID(int=92), level=Certificate.SENIOR, certificate=None
    )
    events = [(WORKER, WORKER, event) for event in (REGISTERED, paper, gone, learned)]
    person = heard(events).people[WORKER]
    assert [person.education_on(day) for day in (date(2028, 6, 30), date(2028, 7, 1))] == ["BACHELOR", "MASTER"]
    days = (date(2027, 3, 31), date(2027, 4, 1), date(2028, 3, 31), date(2028, 4, 1))
    assert [person.certificate_on(day) for day in days] == [None, "SENIOR", "SENIOR", None]
