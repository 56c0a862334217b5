"""A list as it was known: one pass over a prefix of the log."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.personnel.domain.appointment_events import AppointmentStarted, Post
from services.personnel.domain.employment import Exited, Ground, PlaceFreed
from services.personnel.domain.headcount_events import QuotaApproved
from services.personnel.domain.known_lists import Known, KnownList, KnownRow, ListAsKnown
from services.personnel.domain.region_events import RegionMoved
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.transfer_events import WorkplaceChanged
from shared.ids import new_id
from shared.kernel import Recorded, Region, region
from tests.personnel.people import COMMUNITY, EMPLOYMENT, STREET, WORKER, hired

FIRST, LAST = date(2027, 3, 1), date(2027, 8, 31)
POST, QUOTA, PLACE = UUID(int=3), UUID(int=4), UUID(int=5)
MOVED_TO = region("51", "01", "07", "002", "004")
LOG = (
    ("quota", QUOTA, QuotaApproved(
        effective=date(2027, 1, 1), unit=STREET, places=18, document="1号", requested_by="li", approved_by="wang", by_post=(),
    )),
    ("employment", EMPLOYMENT, hired(FIRST)),
    ("appointment", POST, AppointmentStarted(
        effective=FIRST, worker_id=WORKER, appointment_id=POST, post=Post.DIRECTOR, post_category=PostCategory.CHIEF,
        community=COMMUNITY, term_ends=date(2032, 2, 29),
    )),
    ("employment", EMPLOYMENT, Exited(
        effective=LAST, worker_id=WORKER, employment_id=EMPLOYMENT, ground=Ground.RESIGNATION, severance=False,
        employed_since=FIRST, document="1号", papers_due=LAST + timedelta(days=15),
)),
    ("employment", EMPLOYMENT, PlaceFreed(effective=date(2027, 9, 1), worker_id=WORKER, place=f"{STREET}#1")),
    ("region", PLACE, RegionMoved(effective=date(2027, 6, 1), path=COMMUNITY, to=MOVED_TO)),
)  # fmt: skip


def rows(
    what: KnownList, day: date, *, known: int = len(LOG), under: Region = STREET, log: Sequence[Any] = LOG
) -> list[KnownRow]:
    heard = Known()
    for position, (stream, id, event) in enumerate(log[:known], 1):
        heard.hear(
            Recorded(
                position=position, stream_type=stream, stream_id=id, version=position, event=event, event_id=new_id(),
                subject=getattr(event, "worker_id", None), region=STREET, recorded=datetime(2027, 3, 1, tzinfo=UTC),
                effective=event.effective, actor="li", correlation=UUID(int=9), causation=None,
            )
        )  # fmt: skip
    return heard.rows(ListAsKnown(list=what, region=under, as_of=day, known_at=datetime(2027, 3, 1, tzinfo=UTC)))


def test_the_roster_of_a_day_ends_with_the_last_day_of_work_once_that_is_known() -> None:
    after = date(2027, 9, 1)
    assert [len(rows(KnownList.ROSTER, day)) for day in (date(2027, 2, 28), FIRST)] == [0, 1]
    street = region("51", "01", "07", "002")
    assert [len(rows(KnownList.ROSTER, day, under=street)) for day in (LAST, after)] == [1, 0]
    assert len(rows(KnownList.ROSTER, after, known=3)) == 1


def test_whoever_was_moved_with_his_community_is_listed_where_it_lay_on_the_day() -> None:
    (there,) = rows(KnownList.ROSTER, date(2027, 6, 1), under=MOVED_TO)
    assert there.workplace == MOVED_TO  # type: ignore[union-attr]
    assert rows(KnownList.ROSTER, date(2027, 5, 31), under=MOVED_TO) == []


def test_whoever_was_transferred_is_listed_where_he_worked_on_the_day() -> None:
    other = region("51", "01", "07", "001", "005")
    moved = WorkplaceChanged(
        effective=date(2027, 5, 1), worker_id=WORKER, employment_id=EMPLOYMENT, transfer_id=UUID(int=6), was=COMMUNITY,
        workplace=other, place="", held="",
    )  # fmt: skip
    log = (*LOG[:2], ("employment", EMPLOYMENT, moved))

    def there(day: date, under: Region) -> list[Region]:
        return [row.workplace for row in rows(KnownList.ROSTER, day, known=3, under=under, log=log)]  # type: ignore[union-attr]

    assert [there(date(2027, 4, 30), at) for at in (COMMUNITY, other)] == [[COMMUNITY], []]
    assert [there(date(2027, 5, 1), at) for at in (COMMUNITY, other)] == [[], [other]]


def test_a_post_is_listed_from_its_first_day_on() -> None:
    assert [len(rows(KnownList.APPOINTMENTS, day)) for day in (date(2027, 2, 28), FIRST)] == [0, 1]
    assert rows(KnownList.APPOINTMENTS, FIRST, known=2) == []


def test_the_ledger_counts_a_place_until_the_day_before_it_is_free() -> None:
    def counted(day: date, known: int = len(LOG)) -> list[tuple[int, int, int]]:
        return [(row.places, row.filled, row.vacant) for row in rows(KnownList.QUOTA_LEDGER, day, known=known)]  # type: ignore[union-attr]

    assert counted(date(2026, 12, 31)) == []
    assert counted(FIRST) == [(18, 1, 17)]
    assert counted(LAST) == [(18, 1, 17)]
    assert counted(date(2027, 9, 1)) == [(18, 0, 18)]
    assert counted(date(2027, 9, 1), known=4) == [(18, 1, 17)]
