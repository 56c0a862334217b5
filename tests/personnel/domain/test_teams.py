"""A team counts everybody once and knows whether one person is secretary and director."""

from datetime import date
from uuid import UUID

from services.personnel.domain.teams import EducationCount, Seat, profile
from tests.personnel.people import COMMUNITY

DAY = date(2027, 6, 1)
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)


def seat(worker: UUID, post: str, *, party: bool = False, born: str = "1987-06", sex: str = "FEMALE") -> Seat:
    return Seat(worker_id=worker, post=post, party=party, birth_month=born, education="BACHELOR", sex=sex)


def test_whoever_holds_both_posts_is_counted_once() -> None:
    team = profile(COMMUNITY, [seat(A, "SECRETARY", party=True), seat(A, "DIRECTOR"), seat(B, "DEPUTY_DIRECTOR")], DAY)
    assert (team.members, team.secretary, team.director, team.both_in_one) == (2, A, A, True)
    assert team.party_members is None


def test_the_secretary_of_the_party_organisation_goes_before_an_appointed_one() -> None:
    team = profile(COMMUNITY, [seat(B, "SECRETARY"), seat(A, "SECRETARY", party=True), seat(B, "DIRECTOR")], DAY)
    assert (team.secretary, team.director, team.both_in_one) == (A, B, False)


def test_ages_are_of_the_day_and_a_vacant_post_is_nobodys() -> None:
    people = [seat(A, "COMMITTEE_MEMBER", born="1987-06"), seat(B, "COMMITTEE_MEMBER", born="1987-07", sex="MALE")]
    team = profile(COMMUNITY, [*people, seat(C, "DEPUTY_DIRECTOR", born="2000-01")], DAY, party_members=2)
    assert (team.youngest, team.oldest, team.average_age, team.women) == (27, 40, 35, 2)
    assert (team.secretary, team.director, team.both_in_one, team.party_members) == (None, None, False, 2)
    assert team.education == (EducationCount(education="BACHELOR", people=3),)
