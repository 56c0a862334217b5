from dataclasses import replace
from datetime import date
from uuid import UUID

from services.training.domain.duties import BeginEmployment, EndEmployment
from services.training.domain.reserve_duties import LeaveReserve, OweReserveCourse
from services.training.domain.yearly_duties import LeavePost, TakePost
from services.training.reactions.personnel import react
from shared.published.personnel.appointments import AppointmentAnnulledV1, AppointmentEndedV1, AppointmentStartedV1
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.hiring import HiredV1
from shared.published.personnel.party import PartyPostEndedV1, PartyPostStartedV1, SecretaryFiledV1
from shared.published.personnel.teams import ReserveEnteredV1, ReserveRemovedV1
from shared.testing.spec import sent
from tests.training.book import COMMUNITY, JOB, NAME, TERM, WORKER, begin
from tests.training.news import news

STREET = COMMUNITY
HIRED = HiredV1(
    worker_id=WORKER, employment_id=JOB, name=NAME, category="DEDICATED_STAFF", post_category="STAFF", employer=STREET,
    workplace=COMMUNITY, starts=date(2026, 3, 1), probation_ends=None, in_community_work_since=date(2020, 1, 1),
    birth_month="1990-05",
)  # fmt: skip


def test_a_hire_begins_an_employment_in_the_workers_book() -> None:
    assert sent(list(react(news(HIRED)))) == [("duty_book", WORKER, begin(date(2026, 3, 1)))]


def test_who_is_hired_into_a_chiefs_post_is_known_as_a_chief() -> None:
    chief = replace(HIRED, post_category="CHIEF")
    assert sent(list(react(news(chief)))) == [("duty_book", WORKER, begin(date(2026, 3, 1), chief=True))]
    deputy = replace(HIRED, post_category="DEPUTY")
    assert sent(list(react(news(deputy)))) == [("duty_book", WORKER, begin(date(2026, 3, 1)))]


def test_an_appointment_takes_the_post_on_its_first_day() -> None:
    started = AppointmentStartedV1(
        worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", post_category="CHIEF", community=COMMUNITY,
        starts=date(2026, 4, 1), term_ends=date(2031, 3, 31),
    )  # fmt: skip
    take = TakePost(
        worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", community=COMMUNITY, starts=date(2026, 4, 1)
    )
    assert sent(list(react(news(started)))) == [("duty_book", WORKER, take)]


def test_an_ended_appointment_leaves_the_post_on_the_effective_day() -> None:
    ended = AppointmentEndedV1(worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", reason="RECALL")
    leave = LeavePost(worker_id=WORKER, appointment_id=TERM, last_day=date(2026, 9, 30), reason="RECALL")
    assert sent(list(react(news(ended, effective=date(2026, 9, 30))))) == [("duty_book", WORKER, leave)]


def test_a_post_that_never_was_is_left_before_its_first_day() -> None:
    annulled = AppointmentAnnulledV1(worker_id=WORKER, appointment_id=TERM, post="DIRECTOR")
    leave = LeavePost(worker_id=WORKER, appointment_id=TERM, last_day=date(2026, 3, 31), reason="ANNULLED")
    assert sent(list(react(news(annulled, effective=date(2026, 4, 1))))) == [("duty_book", WORKER, leave)]


def test_a_secretary_owes_the_years_training_from_the_filing_on_and_an_office_is_a_post() -> None:
    take = TakePost(
        worker_id=WORKER, appointment_id=TERM, post="SECRETARY", community=COMMUNITY, starts=date(2026, 4, 1)
    )
    filed = SecretaryFiledV1(
        worker_id=WORKER, filing_id=UUID(int=5), community=COMMUNITY, subject="PARTY_POST", subject_id=TERM,
        starts=date(2026, 4, 1),
    )  # fmt: skip
    started = PartyPostStartedV1(
        worker_id=WORKER, party_post_id=TERM, office="SECRETARY", community=COMMUNITY, starts=date(2026, 4, 1),
        term_ends=date(2031, 3, 31),
    )  # fmt: skip
    assert sent(list(react(news(filed)))) == sent(list(react(news(started)))) == [("duty_book", WORKER, take)]
    ended = PartyPostEndedV1(worker_id=WORKER, party_post_id=TERM, office="SECRETARY", reason="REMOVED")
    leave = LeavePost(worker_id=WORKER, appointment_id=TERM, last_day=date(2026, 9, 30), reason="REMOVED")
    assert sent(list(react(news(ended, effective=date(2026, 9, 30))))) == [("duty_book", WORKER, leave)]


def test_the_reserve_owes_its_course_while_somebody_is_in_it() -> None:
    entered = ReserveEnteredV1(worker_id=WORKER, reserve_id=UUID(int=7), community=COMMUNITY, type="SECRETARY")
    owe = OweReserveCourse(worker_id=WORKER, cause=UUID(int=500))
    assert sent(list(react(news(entered)))) == [("duty_book", WORKER, owe)]
    removed = ReserveRemovedV1(worker_id=WORKER, reserve_id=UUID(int=7), type="SECRETARY", reason="LEFT")
    assert sent(list(react(news(removed)))) == [("duty_book", WORKER, LeaveReserve(worker_id=WORKER))]


def test_an_exit_ends_the_employment_on_the_last_day() -> None:
    exited = ExitedV1(
        worker_id=WORKER, employment_id=JOB, ground="RETIREMENT", last_day=date(2026, 6, 30), severance=False,
        employed_since=date(2026, 3, 1),
    )  # fmt: skip
    end = EndEmployment(worker_id=WORKER, employment_id=JOB, last_day=date(2026, 6, 30), ground="RETIREMENT")
    assert sent(list(react(news(exited)))) == [("duty_book", WORKER, end)]


def test_every_command_goes_to_the_person_it_is_about() -> None:
    other = replace(HIRED, worker_id=UUID(int=77))
    [(_, to, command)] = sent(list(react(news(other))))
    assert isinstance(command, BeginEmployment)
    assert to == command.worker_id == UUID(int=77)
