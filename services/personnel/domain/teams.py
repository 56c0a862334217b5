"""The profile of a community's team (P-02.2): its ages, education, and whether one person is secretary and director (一肩挑)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.kernel import Month, Region, record


@record
class Seat:
    """A post held on the day; `party` for an office of the party organisation."""

    worker_id: UUID
    post: str
    party: bool
    birth_month: str
    education: str
    sex: str


@record
class EducationCount:
    education: str
    people: int


@record
class Team:
    """`both_in_one`: secretary and director are one person; `party_members` is unknown without the purpose that shows it."""

    community: Region
    members: int
    secretary: UUID | None
    director: UUID | None
    both_in_one: bool
    women: int
    youngest: int
    oldest: int
    average_age: int
    education: tuple[EducationCount, ...]
    party_members: int | None = None


def profile(community: Region, seats: Sequence[Seat], day: date, party_members: int | None = None) -> Team:
    """Everybody is counted once, whatever he holds; the party's secretary goes before an appointed one."""
    people = {seat.worker_id: seat for seat in seats}
    ages = sorted((Month.of(day).index - Month.parse(each.birth_month).index) // 12 for each in people.values())
    secretary = next((s.worker_id for s in sorted(seats, key=lambda s: not s.party) if s.post == "SECRETARY"), None)
    director = next((s.worker_id for s in seats if s.post == "DIRECTOR"), None)
    counted = Counter(s.education for s in people.values())
    educated = tuple(EducationCount(education=which, people=count) for which, count in sorted(counted.items()))
    return Team(
        community=community, members=len(people), secretary=secretary, director=director,
        both_in_one=secretary is not None and secretary == director,
        women=sum(1 for each in people.values() if each.sex == "FEMALE"), youngest=ages[0], oldest=ages[-1],
        average_age=sum(ages) // len(ages), education=educated,
        party_members=party_members,
    )  # fmt: skip
