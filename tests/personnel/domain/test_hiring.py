from dataclasses import replace
from datetime import date

import pytest

from services.personnel.domain.employment import PlaceFreed
from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.streams import EMPLOYMENT, WORKER
from services.personnel.domain.worker import RegisterWorker, WorkerRegistered
from shared.kernel import Release, Sealed, Take, region
from tests.personnel import people
from tests.personnel.people import COMMUNITY, NAME, STREET, hire, hired, on

DAY = date(2027, 2, 20)


def test_a_hire_begins_on_its_day_and_the_probation_ends_after_whole_months() -> None:
    on(EMPLOYMENT, DAY).when(hire()).then(hired(probation_ends=date(2027, 8, 31)))


def test_a_probation_over_six_months_is_refused_whatever_the_term() -> None:
    for term in (36, 120, None):
        refused = on(EMPLOYMENT, DAY).when(hire(term_months=term, probation_months=7))
        assert refused.then_rejected("hiring.probation-too-long").facts == {"allowed": 6}


@pytest.mark.parametrize(
    ("term_months", "allowed"), [(2, 0), (3, 1), (11, 1), (12, 2), (35, 2), (36, 6), (60, 6), (None, 6)]
)
def test_the_term_decides_how_long_a_probation_may_be(term_months: int | None, allowed: int) -> None:
    on(EMPLOYMENT, DAY).when(hire(term_months=term_months, probation_months=allowed)).then_events()
    longer = hire(term_months=term_months, probation_months=allowed + 1)
    on(EMPLOYMENT, DAY).when(longer).then_rejected("hiring.probation-too-long")


def test_no_probation_is_allowed() -> None:
    on(EMPLOYMENT, DAY).when(hire(probation_months=0)).then(hired())


def test_the_workplace_lies_in_the_employing_street() -> None:
    elsewhere = region("51", "01", "07", "004", "001")
    on(EMPLOYMENT, DAY).when(replace(hire(), workplace=elsewhere)).then_rejected("hiring.workplace")
    on(EMPLOYMENT, DAY).when(replace(hire(), workplace=STREET)).then_rejected("hiring.workplace")


def test_community_work_cannot_begin_after_the_hire() -> None:
    late = replace(hire(), community_work_since=date(2027, 3, 2))
    on(EMPLOYMENT, DAY).when(late).then_rejected("hiring.community-work-since")


def test_an_employment_begins_once() -> None:
    on(EMPLOYMENT, DAY, hired()).when(hire()).then_rejected("hiring.already-hired")


def test_a_hire_takes_its_place_and_the_freed_place_is_given_back() -> None:
    place = f"{STREET}#1"
    employed = str(people.WORKER)
    taken = (Take(kind="headcount", key=place), Take(kind="employed", key=employed))
    assert EMPLOYMENT.reserves(people.EMPLOYMENT, hire(), hired()) == taken

    freed = PlaceFreed(effective=DAY, worker_id=people.WORKER, place=place)
    assert EMPLOYMENT.reserves(people.EMPLOYMENT, hire(), freed) == (
        Release(kind="headcount", key=place),
        Release(kind="employed", key=employed),
    )


REGISTER = RegisterWorker(
    worker_id=people.WORKER, region=COMMUNITY, name=NAME, id_number=Sealed("id"), id_hash="hash", phone=None,
    sex="FEMALE", birth_month="1990-05", education=Education.BACHELOR, starts=date(2027, 3, 1),
)  # fmt: skip


def test_a_person_is_registered_once_for_life_and_holds_the_hash_of_the_national_id() -> None:
    (registered,) = on(WORKER, DAY).when(REGISTER).then_events()
    assert isinstance(registered, WorkerRegistered)
    assert WORKER.reserves(people.WORKER, REGISTER, registered) == (Take(kind="national-id", key="hash"),)
    on(WORKER, DAY, registered).when(REGISTER).then_rejected("hiring.known-person")


def test_the_stored_person_shows_no_hash_and_nothing_in_clear() -> None:
    (registered,) = on(WORKER, DAY).when(REGISTER).then_events()
    assert "hash" not in repr(registered)
    assert repr(registered.name) == "＊＊＊"
