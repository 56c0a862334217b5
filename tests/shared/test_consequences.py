"""What a command would bring: who would hear of it, which months of pay and whose duties would move."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID

from shared.consequences import Consequences, ForeseenPay, consequences
from shared.handling import Foreseen
from shared.ids import new_id
from shared.kernel import NATION, Recorded, record
from shared.published import Name, Published

WORKER = UUID(int=1)


@record
class HiredV1:
    told: ClassVar[Name] = Name("personnel.worker.hired")


@record
class AuthorityChangedV1:
    told: ClassVar[Name] = Name("personnel.authority.changed")


@record
class WorkerErasedV1:
    told: ClassVar[Name] = Name("personnel.worker.erased")


def ahead(event: Any, *effective: date, subject: UUID | None = WORKER) -> Consequences:
    def publish(stream_type: str, stream_id: UUID, event: Any) -> Published | None:
        return None if isinstance(event, str) else event

    events = tuple(
        Recorded(
            position=0, stream_type="employment", stream_id=UUID(int=2), version=n, event=event, event_id=new_id(),
            subject=subject, region=NATION, recorded=datetime(2027, 3, 15, tzinfo=UTC), effective=day, actor="li",
            correlation=new_id(), causation=None,
        )
        for n, day in enumerate(effective, 1)
    )  # fmt: skip
    foreseen = Foreseen(stream_id=UUID(int=2), version=len(events), events=events)
    return consequences(foreseen, publish, date(2027, 3, 15))


def test_pay_is_opened_from_the_first_day_touched_to_today() -> None:
    seen = ahead(HiredV1(), date(2027, 2, 1), date(2026, 11, 30))
    assert seen.pay == (ForeseenPay(worker_id=WORKER, first="2026-11", last="2027-03", months=5),)
    assert [duty.since for duty in seen.duties] == [date(2027, 2, 1), date(2026, 11, 30)]


def test_what_lies_ahead_opens_no_month_that_was_paid() -> None:
    assert ahead(HiredV1(), date(2027, 3, 16)).pay == ()
    assert ahead(HiredV1(), date(2027, 3, 15)).pay[0].months == 1


def test_what_is_told_to_nobody_is_recorded_all_the_same() -> None:
    seen = ahead("private", date(2027, 1, 1))
    assert [event.what for event in seen.events] == ["str"]
    assert (seen.told, seen.pay, seen.duties) == ((), (), ())


def test_news_about_nobody_and_forgotten_names_move_neither_pay_nor_duties() -> None:
    grant = ahead(AuthorityChangedV1(), date(2027, 1, 1), subject=None)
    assert grant.told[0].heard_by == ("training", "assessment", "payroll")
    erased = ahead(WorkerErasedV1(), date(2027, 1, 1))
    for seen in (grant, erased):
        assert (seen.pay, seen.duties) == ((), ())
