"""A file at two times: what was so on a day, from what was known up to a position."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.personnel.domain.employment import Exited, Ground
from services.personnel.domain.file_sections import SECTION_OF, FileSections
from services.personnel.domain.files import TOLD_BY_OWN_PART, PersonThen, person_then, unit_then
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_events import GradeFactCounted, GradeFactEnded
from services.personnel.domain.headcount_events import PopulationRecorded, QuotaApproved
from services.personnel.domain.region_events import RegionFounded, RegionRenamed
from services.personnel.domain.scheme_terms import Certificate, Education, HonourRank
from services.personnel.domain.streams import QUOTA, REGION
from services.personnel.domain.worker import QualificationRegistered, WorkerRegistered
from services.personnel.projections.timeline import TIMELINE
from shared.ids import new_id
from shared.kernel import Recorded, Sealed
from tests.personnel.people import COMMUNITY, EMPLOYMENT, NAME, STREET, WORKER, hired, signed

FIRST = date(2027, 3, 1)
REGISTERED = WorkerRegistered(
    effective=FIRST, worker_id=WORKER, region=COMMUNITY, name=NAME, id_number=Sealed("id"), phone=None, sex="FEMALE",
    birth_month="1990-05", education=Education.BACHELOR,
)  # fmt: skip
CERTIFIED = QualificationRegistered(
    effective=date(2027, 2, 1),
    worker_id=WORKER,
    level=Certificate.ASSISTANT,
    number=Sealed("number"),
    certificate=Certificate.ASSISTANT,
)
LEFT = Exited(
    effective=date(2027, 8, 31), worker_id=WORKER, employment_id=EMPLOYMENT, ground=Ground.RESIGNATION, severance=False,
    employed_since=FIRST, document="1号", papers_due=date(2027, 8, 31) + timedelta(days=15),
)  # fmt: skip
PERSONAL = (WorkerRegistered, QualificationRegistered)


def log(*events: Any) -> list[Recorded[Any]]:
    """In the order in which they became known."""
    return [
        Recorded(
            position=position, stream_type="worker" if isinstance(event, PERSONAL) else "employment", version=position, event=event,
            stream_id=WORKER if isinstance(event, PERSONAL) else EMPLOYMENT, event_id=new_id(), subject=WORKER, region=COMMUNITY,
            recorded=datetime(2027, 3, position, tzinfo=UTC), effective=event.effective, actor="li", correlation=UUID(int=9),
            causation=None,
        )
        for position, event in enumerate(events, 1)
    ]  # fmt: skip


KNOWN = log(REGISTERED, hired(FIRST), signed(FIRST, date(2030, 2, 28)), CERTIFIED, LEFT)


def then(day: date, known: int = 5) -> PersonThen:
    found = person_then([recorded for recorded in reversed(KNOWN) if recorded.position <= known], day)
    assert found is not None
    return found


def test_nobody_has_a_file_before_he_was_known() -> None:
    assert person_then((), FIRST) is None


def test_a_late_certificate_is_in_the_file_of_its_day_but_not_in_what_was_known_before() -> None:
    assert [then(FIRST, known).certificate for known in (5, 3)] == ["ASSISTANT", None]


def test_an_exit_ends_the_employment_from_the_day_after_and_only_once_known() -> None:
    day_after = date(2027, 9, 1)
    files = (then(LEFT.effective), then(day_after), then(day_after, known=4))
    assert [file.employments[0].employed for file in files] == [True, False, True]
    assert files[2].employments[0].last_day is None


def test_before_the_first_day_of_work_there_is_a_person_and_no_employment() -> None:
    found = then(date(2027, 2, 28))
    assert (found.employments, found.workplace) == ((), COMMUNITY)


def test_the_contract_is_the_one_that_ran() -> None:
    (spell,) = then(FIRST).employments
    assert (spell.contract_starts, spell.contract_ends, spell.contracts) == (FIRST, date(2030, 2, 28), 1)


def test_a_unit_is_called_as_on_the_day_and_has_the_quota_of_the_day() -> None:
    founded = RegionFounded(
        effective=date(2000, 1, 1), path=STREET, level="street", code="510107001", name="浆洗街街道"
    )
    renamed = RegionRenamed(effective=FIRST, path=STREET, code="510107001", name="新街道")
    people = PopulationRecorded(effective=FIRST, unit=STREET, residents=10_000, source="人口普查")
    approved = QuotaApproved(
        effective=FIRST, unit=STREET, places=18, document="1号", requested_by="li", approved_by="wang", by_post=()
    )
    place, quota = REGION.decider.fold((founded, renamed)), QUOTA.decider.fold((people, approved))
    before, since = (unit_then(place, "street", quota, day) for day in (date(2027, 2, 28), FIRST))
    assert (before.name, before.places, before.residents) == ("浆洗街街道", 0, None)
    assert (since.name, since.places, since.residents, since.stands) == ("新街道", 18, 10_000, True)
    assert not unit_then(place, "street", quota, date(1999, 12, 31)).stands


def test_every_stream_of_a_person_has_a_section_of_its_own() -> None:
    told = set(TIMELINE.streams) - TOLD_BY_OWN_PART
    assert set(SECTION_OF) == told
    assert set(SECTION_OF.values()) == {field.name for field in fields(FileSections)}


def test_an_honour_is_in_the_file_of_the_days_on_which_it_counted() -> None:
    counted = GradeFactCounted(
        effective=date(2027, 4, 28), worker_id=WORKER, fact=UUID(int=7), kind=GradeFactKind.HONOUR, word="MODEL_WORKER",
        papers=None, rank=HonourRank.CITY, year=None, months=None, ledger_version=None, until=None, next_step=None,
    )  # fmt: skip
    ended = GradeFactEnded(
        effective=date(2027, 7, 31), worker_id=WORKER, fact=UUID(int=7), kind=GradeFactKind.HONOUR, next_step=None
    )
    graded = [replace(each, stream_type="grade", stream_id=WORKER) for each in log(counted, ended)]
    known = [*log(REGISTERED, hired(FIRST)), *(replace(each, position=each.position + 2) for each in graded)]
    days = (date(2027, 4, 27), date(2027, 7, 31), date(2027, 8, 1))
    files = [person_then(known, day) for day in days]
    assert [[(h.honour, h.rank) for h in file.honours] for file in files if file is not None] == [
        [], [("MODEL_WORKER", "CITY")], [],
    ]  # fmt: skip
