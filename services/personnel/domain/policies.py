"""The dated rules this service asks for; their values live in ../policies/*/*.yaml. Grade schemes are published at run time."""

from services.personnel.domain.appointment_events import ReviewBody
from services.personnel.domain.archive_classes import ArchiveClass
from services.personnel.domain.career_path import RouteRules
from services.personnel.domain.entry_conditions import EntryCondition
from services.personnel.domain.erasure_events import Purpose
from services.personnel.domain.governing import MatrixRow
from services.personnel.domain.headcount_events import QuotaRounding
from services.personnel.domain.hire_grounds import HireGroundRule
from services.personnel.domain.leave_rules import AnnualStep, HolidayYear, LeaveRule, MaternityTerms, MedicalStep
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.retirement import RetirementAge
from services.personnel.domain.scheme_terms import Education, PublishedScheme
from services.personnel.domain.seniority_events import EmployerKind
from services.personnel.domain.statistics_forms import Form
from shared.kernel import Dated, record


@record
class ProbationLimit:
    """A term of at least so many months allows a probation of so many (Labour Contract Law art. 19)."""

    term_months: int
    months: int


@record
class Retention:
    """Values sealed for a purpose are kept for so many months after the last day of work."""

    purpose: Purpose
    months: int


@record
class SmallCommunity:
    """A community with fewer residents than so many has at least so many places."""

    residents_below: int
    places: int


@record
class CampaignLimits:
    """What a recruitment campaign keeps to: the written exam's part of the total between two percentages, applicants and
    interviews for each place, days of publicity and bonus points (hundredths) at least or at most; which grounds exclude.
    """

    written_percent: tuple[int, int]
    applicants_per_place: int
    interviewed_per_place: int
    publicity_days: int
    oldest: int
    education: Education
    graduates_percent: int
    bonus_hundredths: int
    disqualifiers: tuple[Disqualifier, ...]


@record
class ConversionTerms:
    """Who of the old grid may be converted: so many years there, up to an age, up to a higher one if outstanding."""

    grid_years: int
    oldest: int
    oldest_outstanding: int
    education: Education


@record
class Policies:
    """`schemes`: what is in force in the region by first day, laid over from the published schemes."""

    places_per_10000_residents: Dated[int]
    quota_rounding: Dated[QuotaRounding]
    quota_review_months: Dated[int]
    small_communities: Dated[tuple[SmallCommunity, ...]]
    probation_limits: Dated[tuple[ProbationLimit, ...]]
    expiry_ladder_days: Dated[tuple[int, ...]]
    open_ended_after_years: Dated[int]
    open_ended_after_terms: Dated[int]
    contract_text_years: Dated[int]
    notice_days: Dated[int]
    notice_days_in_probation: Dated[int]
    exit_papers_days: Dated[int]
    protected_service_years: Dated[int]
    protected_before_retirement_years: Dated[int]
    retirement_ages: Dated[tuple[RetirementAge, ...]]
    retirement_flexible_months: Dated[int]
    retirement_notice_months: Dated[int]
    term_of_office_years: Dated[int]
    joint_review_bodies: Dated[tuple[ReviewBody, ...]]
    party_term_years: Dated[int]
    filed_posts: Dated[tuple[str, ...]]
    filing_days: Dated[int]
    reserve_secretaries: Dated[int]
    reserve_committee_members: Dated[int]
    delegation_longest_days: Dated[int]
    retention: Dated[tuple[Retention, ...]]
    borrow_longest_days: Dated[int]
    borrow_authority: Dated[str]
    emergency_claim_days: Dated[int]
    secondment_longest_days: Dated[int]
    community_work_kinds: Dated[tuple[EmployerKind, ...]]
    recognised_provinces: Dated[tuple[str, ...]]
    deemed_longest_months: Dated[int]
    seniority_month_days: Dated[int]
    employer_gap_days: Dated[int]
    service_record_valid_days: Dated[int]
    institution_route_rules: Dated[RouteRules]
    archive_classes: Dated[tuple[ArchiveClass, ...]]
    archive_transfer_days: Dated[int]
    archive_loan_days: Dated[int]
    campaign_limits: Dated[CampaignLimits]
    applicant_retention_months: Dated[int]
    conversion_terms: Dated[ConversionTerms]
    hire_grounds: Dated[tuple[HireGroundRule, ...]]
    exam_entry: Dated[tuple[EntryCondition, ...]]
    certificate_registration_years: Dated[int]
    certificate_notice_days: Dated[int]
    age_bands: Dated[tuple[int, ...]]
    statistics_forms: Dated[tuple[Form, ...]]
    leave_rules: Dated[tuple[LeaveRule, ...]]
    provincial_leave: Dated[tuple[LeaveRule, ...]]
    maternity_terms: Dated[MaternityTerms]
    annual_leave_steps: Dated[tuple[AnnualStep, ...]]
    annual_leave_carried: Dated[bool]
    medical_periods: Dated[tuple[MedicalStep, ...]]
    secretary_leave_days: Dated[int]
    leave_back_days: Dated[int]
    leave_longest_days: Dated[int]
    holiday_years: Dated[HolidayYear]
    attendance_back_days: Dated[int]
    overtime_day_hours: Dated[int]
    report_answer_days: Dated[int]
    problem_due_days: Dated[int]
    counselling_ahead_days: Dated[int]
    care_gift_most_fen: Dated[int]
    light_allowance_most_fen: Dated[int]
    authority_matrix: Dated[tuple[MatrixRow, ...]]
    schemes: Dated[PublishedScheme] = Dated(())
