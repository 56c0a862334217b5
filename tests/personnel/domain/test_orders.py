"""Dated facts come to be known in any order, are corrected and annulled: what is so on a day is as if all had come by day.

One property for every stream that keeps facts with days; a fact is recorded, maybe wrongly at first, maybe corrected, maybe annulled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.personnel.domain.categories import AnnulCategory, CorrectCategory, RecordCategory
from services.personnel.domain.category_events import Category
from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.contract_papers import RecordStatus
from services.personnel.domain.headcount import RecordPopulation
from services.personnel.domain.headcount_events import Quota
from services.personnel.domain.party_status import AnnulPartyStatus, CorrectPartyStatus, RecordPartyStatus
from services.personnel.domain.profile import AnnulProfile, CorrectProfile, RecordProfile
from services.personnel.domain.profile_events import ProfileField, ProfileValue
from services.personnel.domain.protection import AnnulProtection, RecordProtection
from services.personnel.domain.region_events import RegionFounded
from services.personnel.domain.region_names import AnnulRegionName, CorrectRegionName, RenameRegion
from services.personnel.domain.streams import EMPLOYMENT, PARTY_STATUS, QUOTA, REGION, WORKER
from shared.kernel import Facts, Sealed, Stream
from tests.personnel.domain.test_profile import REGISTERED
from tests.personnel.people import COMMUNITY, POLICIES, STREET, hired
from tests.personnel.people import WORKER as PERSON

FIRST: Final = date(2027, 3, 1)
TODAY: Final = date(2027, 12, 31)
FACTS: Final = Facts(today=TODAY, now=datetime(2027, 12, 31, tzinfo=UTC), by="officer", policies=POLICIES)


@dataclass(frozen=True, slots=True)
class Kept:
    """How one stream is told of a fact (its number, a day, one of two values) and what it says of a day."""

    stream: Stream[Any, Any, Any, Any]
    begun: tuple[Any, ...]
    record: Callable[[int, date, int], Any]
    correct: Callable[[int, date, date, int], Any] | None
    annul: Callable[[int, date], Any] | None
    on: Callable[[Any, date], Any]


def fact(number: int) -> UUID:
    return UUID(int=500 + number)


CATEGORIES: Final = (Category.COMMITTEE_FULLTIME, Category.DEDICATED_STAFF)
STATUSES: Final = (EmploymentStatus.CONTRACT, EmploymentStatus.PUBLIC_WELFARE)
SEALED: Final = (Sealed("a"), Sealed("b"))
NAMES: Final = ("甲社区", "乙社区")
CODE: Final = "510107001004"
KEPT: Final = {
    "categories": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordCategory(fact_id=fact(n), category=CATEGORIES[v], since=day, document="1号"),
        lambda n, _, day, v: CorrectCategory(fact_id=fact(n), category=CATEGORIES[v], since=day, reason="录错"),
        lambda n, _: AnnulCategory(fact_id=fact(n), reason="录错"),
        lambda state, day: state.belonging.category_on(day),
    ),
    "statuses": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordStatus(fact_id=fact(n), status=STATUSES[v], since=day, document="1号"),
        None, None, lambda state, day: state.papers.status_on(day),
    ),
    "protections": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordProtection(protection_id=fact(n), starts=day, ends=day + timedelta(5 * v + 1), document="1号"),
        lambda n, _, day, v: RecordProtection(
            protection_id=fact(n), starts=day, ends=day + timedelta(5 * v + 1), document="2号"
        ),
        lambda n, _: AnnulProtection(protection_id=fact(n), document="3号"),
        lambda state, day: state.leaving.protected_until(day),
    ),
    "profile": Kept(
        WORKER, (REGISTERED,),
        lambda n, day, v: RecordProfile(
            worker_id=PERSON, fact=fact(n), field=ProfileField.PHONE, effective=day, value=ProfileValue(phone=SEALED[v])
        ),
        lambda n, _, day, v: CorrectProfile(
            worker_id=PERSON, fact=fact(n), effective=day, value=ProfileValue(phone=SEALED[v]), reason="录错"
        ),
        lambda n, _: AnnulProfile(worker_id=PERSON, fact=fact(n), reason="录错"),
        lambda state, day: (held := state.profile.on(ProfileField.PHONE, day)) and held.value,
    ),
    "party_status": Kept(
        PARTY_STATUS, (),
        lambda n, day, v: RecordPartyStatus(worker_id=PERSON, region=COMMUNITY, fact=fact(n), stage=SEALED[v], since=day),
        lambda n, _, day, v: CorrectPartyStatus(fact=fact(n), stage=SEALED[v], since=day, reason="录错"),
        lambda n, _: AnnulPartyStatus(fact=fact(n), reason="录错"),
        lambda state, day: state.stages.on(day),
    ),
    "region_names": Kept(
        REGION, (RegionFounded(effective=FIRST, path=COMMUNITY, level="community", code=CODE, name="洗面桥社区"),),
        lambda _, day, v: RenameRegion(code=CODE, name=NAMES[v], effective=day),
        lambda _, was, day, v: CorrectRegionName(since=was, code=CODE, name=NAMES[v], effective=day, reason="录错"),
        lambda _, day: AnnulRegionName(since=day, reason="录错"),
        lambda state, day: state.called_on(day),
    ),
    "populations": Kept(
        QUOTA, (), lambda _, day, v: RecordPopulation(unit=STREET, residents=10_000 + v, effective=day, source="普查"),
        None, None, lambda state, day: state.residents_on(day) if isinstance(state, Quota) else None,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Life:
    """A fact: the day and value it was entered with, those it was corrected to, whether it was annulled in the end."""

    number: int
    entered: tuple[int, int]
    right: tuple[int, int] | None
    annulled: bool

    def steps(self, kept: Kept) -> list[Any]:
        day, value = self.entered
        found = [kept.record(self.number, _day(day), value)]
        if self.right is not None and kept.correct is not None:
            found.append(kept.correct(self.number, _day(day), _day(self.right[0]), self.right[1]))
        if self.annulled and kept.annul is not None:
            found.append(kept.annul(self.number, self.final(kept)[0]))
        return found

    def final(self, kept: Kept) -> tuple[date, int]:
        day, value = self.entered if self.right is None or kept.correct is None else self.right
        return _day(day), value


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def told(kept: Kept, commands: Sequence[Any]) -> Any:
    state = kept.stream.decider.fold(kept.begun)
    for command in commands:
        for event in kept.stream.decider.decide(state, command, FACTS):
            state = kept.stream.decider.evolve(state, event)
    return state


@st.composite
def lives(draw: Any) -> tuple[list[Life], list[int]]:
    """Up to five facts on days of their own, and an order in which their steps are told."""
    many = draw(st.integers(1, 5))
    days = draw(st.lists(st.integers(1, 40), min_size=2 * many, max_size=2 * many, unique=True))
    found = [
        Life(
            number=n, entered=(days[2 * n], draw(st.integers(0, 1))),
            right=draw(st.none() | st.tuples(st.just(days[2 * n + 1]), st.integers(0, 1))), annulled=draw(st.booleans()),
        )
        for n in range(many)
    ]  # fmt: skip
    return found, draw(st.permutations([n for n in range(many) for _ in range(3)]))


@pytest.mark.parametrize("name", sorted(KEPT))
@settings(max_examples=120, deadline=None)
@given(lives())
def test_a_day_is_the_same_in_whatever_order_its_facts_came_to_be_known(
    name: str, drawn: tuple[list[Life], list[int]]
) -> None:
    kept, (facts, order) = KEPT[name], drawn
    waiting = [life.steps(kept) for life in facts]
    as_it_came = told(kept, [waiting[n].pop(0) for n in order if waiting[n]])
    lasting = [life for life in facts if not (life.annulled and kept.annul is not None)]
    by_day = sorted(lasting, key=lambda life: life.final(kept)[0])
    sorted_ = told(kept, [kept.record(life.number, *life.final(kept)) for life in by_day])
    days = [_day(n) for n in range(60)]
    assert [kept.on(as_it_came, day) for day in days] == [kept.on(sorted_, day) for day in days]


@pytest.mark.parametrize("name", sorted(set(KEPT) - {"profile"}))
def test_the_same_fact_told_twice_is_told_once(name: str) -> None:
    """But for the profile, where a fact that is there is refused by its id."""
    kept = KEPT[name]
    again = kept.record(1, _day(3), 0)
    assert kept.stream.decider.decide(told(kept, [again]), again, replace(FACTS, by="another")) == ()
