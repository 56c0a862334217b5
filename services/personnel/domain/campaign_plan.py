"""What a recruitment campaign (招聘方案) says: vacancies, exams, limits, bonus points, tie-break; and that policy allows it.

Names and fields are part of stored events: add, never rename.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from services.personnel.domain.policies import CampaignLimits
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import Region, Rejected, full_years, level, record, within


class SourceTag(StrEnum):
    """Whom the policy wants drawn in (高校毕业生、退役军人、社会工作专业人才), and who lives near (就近就便)."""

    GRADUATE = "GRADUATE"
    VETERAN = "VETERAN"
    ASSISTANT_SOCIAL_WORKER = "ASSISTANT_SOCIAL_WORKER"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    GRID_WORKER = "GRID_WORKER"
    NEARBY = "NEARBY"


class TieBreak(StrEnum):
    """What decides between equal totals, in the order that the plan gives; the number of the registration comes last."""

    WRITTEN = "WRITTEN"
    INTERVIEW = "INTERVIEW"
    CERTIFICATE = "CERTIFICATE"
    EDUCATION = "EDUCATION"
    VETERAN = "VETERAN"
    NEARBY = "NEARBY"
    NUMBER = "NUMBER"


@record
class VacantPost:
    """So many places of a street under one code; `graduates_only` takes nobody else."""

    code: str
    street: Region
    post_category: PostCategory
    places: int
    graduates_only: bool


@record
class AgeLimit:
    """Up to so many years of age for whoever has at least the certificate and so many years in communities."""

    oldest: int
    certificate: Certificate | None
    community_years: int


@record
class BonusPoints:
    """Points for a source, in hundredths; of several only the highest counts."""

    source: SourceTag
    hundredths: int


@record
class CampaignPlan:
    """Percentages of the total, how many apply and are interviewed for each place at least, days of publicity."""

    vacancies: tuple[VacantPost, ...]
    written_percent: int
    interview_percent: int
    applicants_per_place: int
    interviewed_per_place: int
    publicity_days: int
    ages: tuple[AgeLimit, ...]
    least_education: Education
    disqualifiers: tuple[Disqualifier, ...]
    bonuses: tuple[BonusPoints, ...]
    tie_break: tuple[TieBreak, ...]

    def vacancy(self, code: str) -> VacantPost | None:
        return next((each for each in self.vacancies if each.code == code), None)

    def bonus(self, sources: Iterable[SourceTag]) -> int:
        """The highest that applies: bonus points do not stack."""
        held = frozenset(sources)
        return max((each.hundredths for each in self.bonuses if each.source in held), default=0)

    def young_enough(self, birth: date, on: date, certificate: Certificate | None, community_years: int) -> bool:
        age = full_years(birth, on)
        return any(age <= limit.oldest and _meets(limit, certificate, community_years) for limit in self.ages)


def _meets(limit: AgeLimit, certificate: Certificate | None, community_years: int) -> bool:
    ranks = list(Certificate)
    enough = limit.certificate is None or (
        certificate is not None and ranks.index(certificate) >= ranks.index(limit.certificate)
    )
    return enough and community_years >= limit.community_years


def check(plan: CampaignPlan, county: Region, limits: CampaignLimits) -> None:
    """Raises Rejected for whatever the policy does not allow, naming the field."""
    _check_vacancies(plan, county, limits)
    _check_exams(plan, limits)
    if plan.publicity_days < limits.publicity_days:
        raise Rejected("campaigns.publicity", field="/plan/publicity_days", least=limits.publicity_days)
    if not plan.ages or any(limit.oldest > limits.oldest for limit in plan.ages):
        raise Rejected("campaigns.ages", field="/plan/ages", oldest=limits.oldest)
    ranks = list(Education)
    if ranks.index(plan.least_education) < ranks.index(limits.education):
        raise Rejected("campaigns.education", field="/plan/least_education", least=limits.education.value)
    if missing := [each for each in limits.disqualifiers if each not in plan.disqualifiers]:
        raise Rejected("campaigns.disqualifiers", field="/plan/disqualifiers", missing=missing[0].value)
    _check_bonuses(plan, limits)


def _check_vacancies(plan: CampaignPlan, county: Region, limits: CampaignLimits) -> None:
    codes = [each.code.strip() for each in plan.vacancies]
    if not codes or not all(codes) or len(set(codes)) < len(codes):
        raise Rejected("campaigns.vacancies", field="/plan/vacancies")
    for at, each in enumerate(plan.vacancies):
        if each.places < 1 or not _street_of(each.street, county):
            raise Rejected("campaigns.vacancies", field=f"/plan/vacancies/{at}")
    places = sum(each.places for each in plan.vacancies)
    kept = sum(each.places for each in plan.vacancies if each.graduates_only)
    if kept * 100 > limits.graduates_percent * places:
        raise Rejected("campaigns.graduates", field="/plan/vacancies", most=limits.graduates_percent)


def _street_of(street: Region, county: Region) -> bool:
    try:
        return level(street) == "street" and within(county, street)
    except ValueError:
        return False


def _check_exams(plan: CampaignPlan, limits: CampaignLimits) -> None:
    least, most = limits.written_percent
    if plan.written_percent + plan.interview_percent != 100 or not least <= plan.written_percent <= most:
        raise Rejected("campaigns.weights", field="/plan/written_percent", least=least, most=most)
    if plan.applicants_per_place < limits.applicants_per_place:
        raise Rejected("campaigns.applicants", field="/plan/applicants_per_place", least=limits.applicants_per_place)
    if plan.interviewed_per_place < limits.interviewed_per_place:
        raise Rejected("campaigns.interviewed", field="/plan/interviewed_per_place", least=limits.interviewed_per_place)
    if len(set(plan.tie_break)) < len(plan.tie_break):
        raise Rejected("campaigns.tie-break", field="/plan/tie_break")


def _check_bonuses(plan: CampaignPlan, limits: CampaignLimits) -> None:
    sources = [each.source for each in plan.bonuses]
    if len(set(sources)) < len(sources) or any(
        not 0 < each.hundredths <= limits.bonus_hundredths for each in plan.bonuses
    ):
        raise Rejected("campaigns.bonus", field="/plan/bonuses", most=limits.bonus_hundredths)
