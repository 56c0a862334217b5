"""A reader's day: unusual reading is noticed once for each kind."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest

from shared.access_ledger.reading import READER, NoticeUnusualReading, Shown, UnusualReadingNoticed, reader_day_id, told
from shared.kernel import Facts, region
from shared.published.payroll.readings import UnusualReadingV1
from shared.testing.spec import Spec

DAY: Final = date(2026, 5, 4)
COUNTY: Final = region("51", "01", "07")
FACTS: Final[Facts[Any]] = Facts(today=DAY, now=datetime(2026, 5, 4, tzinfo=UTC), by="access-ledger", policies=None)
given = Spec(READER, FACTS).given
ASKED: Final = NoticeUnusualReading(day=DAY, reader="ann", shown=Shown.CLEAR, persons=301, threshold=300, region=COUNTY)
NOTICED: Final = UnusualReadingNoticed(
    effective=DAY, reader="ann", shown=Shown.CLEAR, persons=301, threshold=300, region=COUNTY
)


def test_so_many_people_on_a_day_are_noticed() -> None:
    given().when(ASKED).then(NOTICED)


def test_more_of_the_same_is_not_noticed_again() -> None:
    given(NOTICED).when(replace(ASKED, persons=900)).then()


@pytest.mark.parametrize("shown", [Shown.MASKED, Shown.PAY])
def test_another_kind_of_reading_is_noticed_too(shown: Shown) -> None:
    given(NOTICED).when(replace(ASKED, shown=shown)).then(replace(NOTICED, shown=shown))


def test_each_reader_and_day_is_a_stream_in_the_readers_region() -> None:
    ids = {reader_day_id(who, day) for who in ("ann", "bob") for day in (DAY, date(2026, 5, 5))}
    assert len(ids) == 4
    assert READER.region_of(READER.decider.fold([NOTICED])) == COUNTY


def test_it_is_told_without_the_people_who_were_seen() -> None:
    expected = UnusualReadingV1(reader="ann", day=DAY, shown="clear", persons=301, threshold=300)
    published: Any = told(NOTICED, UnusualReadingV1)
    assert published == expected
