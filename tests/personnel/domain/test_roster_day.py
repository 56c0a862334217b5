"""A row of the roster as of a day: what came later is not told of it, what was learnt later about it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import UUID

from services.personnel.domain.appointment_events import AppointmentEnded, AppointmentStarted, EndReason, Post
from services.personnel.domain.category_events import Category, CategoryRecorded, SuspensionBegan, SuspensionEnded
from services.personnel.domain.contract_events import EmploymentStatus, OpenEndedDeemed, StatusRecorded
from services.personnel.domain.employment import (
    ContractRenewed,
    Exited,
    Ground,
    Probation,
    ProbationFailed,
    ProbationPassed,
)
from services.personnel.domain.exit_events import ExitAnnulled, ExitNoticeGiven, ExitNoticeWithdrawn
from services.personnel.domain.grade_events import GradeDecided, GradeRevoked, GradingOpened, Trigger
from services.personnel.domain.roster_day import RosterRow, row_on
from services.personnel.domain.scheme_terms import Education, EducationPapers, PostCategory
from services.personnel.domain.spell import ContractKind, Spell
from services.personnel.domain.transfer_events import TransferAnnulled, TransferCorrected, WorkplaceChanged
from services.personnel.domain.workforce import Person, told
from shared.ids import new_id
from shared.kernel import Recorded, region
from tests.personnel.people import COMMUNITY, EMPLOYMENT, WORKER, hired, signed

FIRST, DAY = date(2027, 3, 1), timedelta(days=1)
OTHER = region("51", "01", "07", "001", "005")
POST, MOVE, GRADE, PAUSE = UUID(int=3), UUID(int=4), UUID(int=5), UUID(int=6)
LAST = date(2027, 8, 31)
LEFT = Exited(
    effective=LAST, worker_id=WORKER, employment_id=EMPLOYMENT, ground=Ground.RESIGNATION, severance=False,
    employed_since=FIRST, document="1号", papers_due=LAST + 15 * DAY,
)  # fmt: skip


def heard(*events: Any, told_on: date = FIRST) -> Person:
    known = [_recorded(position, event, told_on) for position, event in enumerate(events, 1)]
    return reduce(told, known, Person())


def _recorded(position: int, event: Any, day: date) -> Recorded[Any]:
    stream, id = "employment", EMPLOYMENT
    if isinstance(event, AppointmentStarted | AppointmentEnded):
        stream, id = "appointment", POST
    elif isinstance(event, GradeDecided | GradeRevoked | GradingOpened):
        stream, id = "grade", WORKER
    return Recorded(
        position=position, stream_type=stream, stream_id=id, version=position, event=event, event_id=new_id(),
        subject=WORKER, region=COMMUNITY, recorded=datetime(day.year, day.month, day.day, 1, tzinfo=UTC),
        effective=event.effective, actor="li", correlation=UUID(int=9), causation=None,
    )  # fmt: skip


def spell(*events: Any, told_on: date = FIRST) -> Spell:
    return heard(*events, told_on=told_on).spells[0]


def rows(person: Person, *days: date) -> Sequence[RosterRow]:
    return [row_on(WORKER, person, person.spells[0], day) for day in days]


def moved(day: date) -> WorkplaceChanged:
    return WorkplaceChanged(
        effective=day, worker_id=WORKER, employment_id=EMPLOYMENT, transfer_id=MOVE, was=COMMUNITY, workplace=OTHER,
        place="", held="",
    )  # fmt: skip


def test_a_grade_counts_from_its_day_and_a_revoked_one_never_did() -> None:
    decided = GradeDecided(
        effective=FIRST + DAY, worker_id=WORKER, decision_id=GRADE, trigger=Trigger.HIRE, post_category=PostCategory.CHIEF,
        grade=7, scheme="DEMO-18", scheme_version=1, document="1号", until=None,
    )  # fmt: skip
    revoked = GradeRevoked(
        effective=FIRST + DAY, worker_id=WORKER, decision_id=GRADE, reason="录错", document="2号", revoked_by="wang",
        grade=None, post_category="STAFF", since=None, current=True,
    )  # fmt: skip
    before, since = rows(heard(hired(FIRST), decided), FIRST, FIRST + DAY)
    assert (before.grade, before.grade_since, before.post_category) == (None, None, "STAFF")
    assert (since.grade, since.grade_since, since.post_category) == (7, FIRST + DAY, "CHIEF")
    assert rows(heard(hired(FIRST), decided, revoked), FIRST + DAY)[0].grade is None


def test_who_comes_back_with_a_degree_has_it_from_the_day_of_coming_back() -> None:
    def opened(day: date, education: Education) -> GradingOpened:
        return GradingOpened(
            effective=day, worker_id=WORKER, employment_id=EMPLOYMENT, region=COMMUNITY, post_category="STAFF",
            community_work_since=FIRST, education=education, certificate=None, next_step=None,
            papers=EducationPapers.BOTH, probation_ends=None, post_id=None,
        )  # fmt: skip

    again = LAST + DAY
    known = heard(hired(FIRST), opened(FIRST, Education.COLLEGE), LEFT, opened(again, Education.MASTER))
    person = replace(known, education="COLLEGE")
    assert [person.education_on(day) for day in (FIRST, LAST, again)] == ["COLLEGE", "COLLEGE", "MASTER"]


def test_probation_runs_until_the_day_on_which_it_was_concluded() -> None:
    ends = date(2027, 5, 31)
    begun, passed = hired(FIRST, probation_ends=ends), ProbationPassed(effective=ends, worker_id=WORKER)
    days = (FIRST, ends - DAY, ends)
    assert [spell(begun, passed).probation_on(day) for day in days] == [
        Probation.RUNNING, Probation.RUNNING, Probation.PASSED,
    ]  # fmt: skip
    assert spell(begun).probation_on(ends + DAY) is Probation.RUNNING
    assert spell(hired(FIRST)).probation_on(FIRST) is Probation.NONE


def test_a_failed_probation_is_undone_with_the_exit_that_followed_it() -> None:
    begun = hired(FIRST, probation_ends=date(2027, 5, 31))
    failed = ProbationFailed(effective=FIRST + DAY, worker_id=WORKER, reason="不合格")
    never = ExitAnnulled(
        effective=LAST, worker_id=WORKER, employment_id=EMPLOYMENT, reason="录错", contract_ends=None, next_notice=None
    )
    assert spell(begun, failed).probation_on(FIRST + DAY) is Probation.FAILED
    undone = spell(begun, failed, LEFT, never)
    assert (undone.probation_on(FIRST + DAY), undone.last_day, undone.ground) == (Probation.RUNNING, None, None)


def test_the_contract_of_a_day_is_the_term_that_had_begun_by_it() -> None:
    ends = date(2030, 2, 28)
    renewed = ContractRenewed(effective=ends + DAY, worker_id=WORKER, ends=None, term=2, next_notice=None)
    person = heard(hired(FIRST), signed(FIRST, ends), renewed)
    assert [(row.contract, row.contract_ends) for row in rows(person, FIRST - DAY, ends, ends + DAY)] == [
        (ContractKind.NONE, None), (ContractKind.FIXED_TERM, ends), (ContractKind.OPEN_ENDED, None),
    ]  # fmt: skip


def test_a_contract_nobody_wrote_is_deemed_open_ended_after_a_year() -> None:
    year = date(2028, 3, 1)
    deemed = OpenEndedDeemed(effective=year, worker_id=WORKER, since=date(2027, 4, 1), months=11)
    found = spell(hired(FIRST), deemed)
    assert [found.contract_on(day) for day in (year - DAY, year)] == [ContractKind.NONE, ContractKind.OPEN_ENDED]


def test_the_workplace_is_the_one_of_the_day_as_corrected_and_as_if_an_annulled_transfer_never_was() -> None:
    right = TransferCorrected(
        effective=FIRST + 5 * DAY, worker_id=WORKER, employment_id=EMPLOYMENT, transfer_id=MOVE, was=COMMUNITY,
        workplace=OTHER, reason="录错",
    )  # fmt: skip
    never = TransferAnnulled(
        effective=FIRST + 5 * DAY, worker_id=WORKER, employment_id=EMPLOYMENT, transfer_id=MOVE, workplace=COMMUNITY,
        took_effect=True, place="", held="", reason="录错",
    )  # fmt: skip
    at = moved(FIRST + 9 * DAY)
    days = [FIRST, FIRST + 5 * DAY, FIRST + 9 * DAY]
    assert [spell(hired(FIRST), at).workplace_on(day) for day in days] == [COMMUNITY, COMMUNITY, OTHER]
    assert [spell(hired(FIRST), at, right).workplace_on(day) for day in days] == [COMMUNITY, OTHER, OTHER]
    assert [spell(hired(FIRST), at, right, never).workplace_on(day) for day in days] == [COMMUNITY] * 3


def test_posts_category_status_and_suspension_are_those_of_the_day() -> None:
    until = FIRST + 9 * DAY
    post = AppointmentStarted(
        effective=FIRST + DAY, worker_id=WORKER, appointment_id=POST, post=Post.DIRECTOR,
        post_category=PostCategory.CHIEF, community=COMMUNITY, term_ends=date(2032, 2, 29),
    )  # fmt: skip
    over = AppointmentEnded(
        effective=until, worker_id=WORKER, appointment_id=POST, post=Post.DIRECTOR, community=COMMUNITY, reason=EndReason.RESIGNED,
    )  # fmt: skip
    member = CategoryRecorded(
        effective=FIRST + DAY, worker_id=WORKER, employment_id=EMPLOYMENT, fact_id=UUID(int=7),
        category=Category.COMMITTEE_FULLTIME, now=Category.COMMITTEE_FULLTIME, document="1号",
    )  # fmt: skip
    welfare = StatusRecorded(
        effective=FIRST + DAY, worker_id=WORKER, fact_id=UUID(int=8), status=EmploymentStatus.PUBLIC_WELFARE,
        document="1号",
    )  # fmt: skip
    pause = SuspensionBegan(effective=FIRST + DAY, worker_id=WORKER, suspension_id=PAUSE, document="1号")
    resumed = SuspensionEnded(effective=until, worker_id=WORKER, suspension_id=PAUSE, document="2号")
    person = heard(hired(FIRST), post, over, member, welfare, pause, resumed)
    before, then, after = rows(person, FIRST, until, until + DAY)
    assert (before.posts, before.category, before.status, before.suspended_since) == (
        (), "DEDICATED_STAFF", EmploymentStatus.CONTRACT, None,
    )  # fmt: skip
    assert (then.posts, then.category, then.status) == (
        ("DIRECTOR",), "COMMITTEE_FULLTIME", EmploymentStatus.PUBLIC_WELFARE,
    )  # fmt: skip
    assert (then.suspended_since, then.suspended_until, after.posts) == (FIRST + DAY, until, ())


def test_somebody_is_leaving_from_the_notice_or_from_the_day_on_which_the_exit_was_recorded() -> None:
    notice = ExitNoticeGiven(
        effective=FIRST + 5 * DAY, worker_id=WORKER, ground=Ground.RESIGNATION, last_day=LAST, document="1号"
    )
    back = ExitNoticeWithdrawn(effective=FIRST + 9 * DAY, worker_id=WORKER, reason="留任")
    days = [FIRST + n * DAY for n in (4, 5, 8, 9)]
    assert [spell(hired(FIRST), notice, back).leaving_on(day) for day in days] == [False, True, True, False]
    recorded = spell(hired(FIRST), LEFT, told_on=FIRST + 5 * DAY)
    assert [recorded.leaving_on(day) for day in days] == [False, True, True, True]
    assert replace(recorded, exit_told=None).leaving_on(LAST) is False
