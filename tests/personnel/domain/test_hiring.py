from dataclasses import replace
from datetime import date

import pytest

from services.personnel.domain.employment import Category, PlaceFreed, Source
from services.personnel.domain.hire_grounds import HireGround, hired_before_grounds
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


@pytest.mark.parametrize(
    ("ground", "category", "code"),
    [
        (HireGround.PUBLIC_RECRUITMENT, Category.DEDICATED_STAFF, None),
        (HireGround.ELECTED, Category.COMMITTEE_FULLTIME, None),
        (HireGround.TRANSFERRED, Category.DEDICATED_STAFF, None),
        (HireGround.REINSTATED, Category.COMMITTEE_FULLTIME, None),
        (HireGround.ELECTED, Category.DEDICATED_STAFF, "hiring.ground"),
        (HireGround.PUBLIC_RECRUITMENT, Category.COMMITTEE_FULLTIME, "hiring.ground"),
        (HireGround.CAMPAIGN, Category.DEDICATED_STAFF, "hiring.ground"),
        (HireGround.OPENING_STOCK, Category.DEDICATED_STAFF, "hiring.ground"),
        (HireGround.NOT_STATED, Category.DEDICATED_STAFF, "hiring.ground"),
    ],
)
def test_outside_a_campaign_somebody_begins_only_on_a_ground_open_to_the_category(
    ground: HireGround, category: Category, code: str | None
) -> None:
    asked = on(EMPLOYMENT, DAY).when(replace(hire(), ground=ground, category=category))
    if code is None:
        (event,) = asked.then_events()
        assert (event.ground, event.ground_document) == (ground, "武社招〔2027〕1号")
    else:
        asked.then_rejected(code)


def test_a_ground_has_its_document_or_its_case() -> None:
    on(EMPLOYMENT, DAY).when(replace(hire(), document=" ")).then_rejected("hiring.document")
    for ground in (HireGround.CAMPAIGN, HireGround.CONVERSION):
        by_case = replace(hire(), ground=ground, document="", case_id=people.WORKER)
        (event,) = on(EMPLOYMENT, DAY).when(by_case).then_events()
        assert (event.ground, event.ground_document) == (ground, "")
    taken_over = replace(hire(), source=Source.IMPORTED, ground=HireGround.OPENING_STOCK, document="")
    on(EMPLOYMENT, DAY).when(taken_over).then_events()


def test_of_hires_stored_before_grounds_only_those_taken_over_say_one() -> None:
    for source, ground in (("IMPORTED", "OPENING_STOCK"), ("HIRED", "NOT_STATED")):
        assert hired_before_grounds({"source": source}) == {"source": source, "ground": ground, "ground_document": ""}


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
