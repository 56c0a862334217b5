"""One person, one street, one scheme: what personnel's specs are about."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain import policies
from services.personnel.domain.appointment_events import ReviewBody
from services.personnel.domain.archive_classes import ArchiveClass
from services.personnel.domain.career_path import RouteRules
from services.personnel.domain.employment import Category, ContractSigned, Hired, Source
from services.personnel.domain.entry_conditions import EntryCondition
from services.personnel.domain.erasure_events import Purpose
from services.personnel.domain.exit_events import RetirementClass
from services.personnel.domain.headcount_events import QuotaRounding
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.hiring import HireWorker
from services.personnel.domain.policies import Policies, ProbationLimit, Retention, SmallCommunity
from services.personnel.domain.retirement import RetirementAge
from services.personnel.domain.scheme_terms import (
    Certificate,
    Education,
    PostCategory,
    PublishedScheme,
)
from services.personnel.domain.seniority_events import EmployerKind
from services.personnel.domain.statistics_forms import Column, Every, Form, Measure
from shared.kernel import Facts, Sealed, Stream, always, region
from shared.policies import PolicyBook
from shared.testing.spec import Given, Spec

WORKER = UUID(int=1)
EMPLOYMENT = UUID(int=2)
COUNTY = region("51", "01", "07")
STREET = region("51", "01", "07", "001")
COMMUNITY = region("51", "01", "07", "001", "004")
NAME = Sealed("name")
SCHEME = PublishedScheme(code="DEMO-18", version=1, terms=TERMS)
FORM = Form(
    code="SMALL", title="社区工作者统计表", title_en="Community workers", every=Every.QUARTER,
    columns=(
        Column(group="总数", label="在岗", label_en="employed", measure=Measure.PEOPLE),
        Column(group="性别", label="女", label_en="female", measure=Measure.SEX, values=("FEMALE",)),
        Column(group="年龄", label="36岁及以上", label_en="36 and over", measure=Measure.AGE, least=36),
        Column(group="岗位", label="一肩挑", label_en="both", measure=Measure.POSTS_TOGETHER, values=("SECRETARY", "DIRECTOR")),
        Column(group="等级", label="4—6级", label_en="grades 4 to 6", measure=Measure.GRADE, least=4, most=6),
        Column(group="变动", label="新进", label_en="hired", measure=Measure.HIRED),
        Column(group="变动", label="离职", label_en="left", measure=Measure.LEFT),
    ),
)  # fmt: skip
SHIPPED = PolicyBook.load(Policies, Path(policies.__file__).parents[1] / "policies").of(COMMUNITY)
"""As the product ships them: tables of the law are checked by the specs that read them."""
POLICIES = Policies(
    authority_matrix=SHIPPED.authority_matrix,
    places_per_10000_residents=always(18),
    quota_rounding=always(QuotaRounding.DOWN),
    quota_review_months=always(12),
    small_communities=always((SmallCommunity(residents_below=5_000, places=9),)),
    probation_limits=always(
        (
            ProbationLimit(term_months=3, months=1),
            ProbationLimit(term_months=12, months=2),
            ProbationLimit(term_months=36, months=6),
        )
    ),
    expiry_ladder_days=always((90, 60, 30, 7)),
    open_ended_after_years=always(10),
    open_ended_after_terms=always(2),
    contract_text_years=always(2),
    notice_days=always(30),
    notice_days_in_probation=always(3),
    exit_papers_days=always(15),
    protected_service_years=always(15),
    protected_before_retirement_years=always(5),
    retirement_ages=always(
        (
            RetirementAge(
                retirement_class=RetirementClass.MEN_60, age=60, born_from="1965-01", step_months=4, most_months=36
            ),
            RetirementAge(
                retirement_class=RetirementClass.WOMEN_55, age=55, born_from="1970-01", step_months=4, most_months=36
            ),
            RetirementAge(
                retirement_class=RetirementClass.WOMEN_50, age=50, born_from="1975-01", step_months=2, most_months=60
            ),
        )
    ),
    retirement_flexible_months=always(36),
    retirement_notice_months=always(3),
    term_of_office_years=always(5),
    party_term_years=always(5),
    filed_posts=always(("SECRETARY",)),
    filing_days=always(15),
    reserve_secretaries=always(2),
    reserve_committee_members=always(4),
    joint_review_bodies=always((ReviewBody.ORGANISATION, ReviewBody.DISCIPLINE)),
    delegation_longest_days=always(180),
    retention=always(
        (
            Retention(purpose=Purpose.IDENTITY, months=24),
            Retention(purpose=Purpose.CONTACT, months=0),
            Retention(purpose=Purpose.PAY, months=24),
        )
    ),
    borrow_longest_days=always(180),
    emergency_claim_days=always(730),
    borrow_authority=always("社会工作部"),
    secondment_longest_days=always(1096),
    community_work_kinds=always((EmployerKind.COMMUNITY,)),
    recognised_provinces=always(()),
    deemed_longest_months=always(84),
    seniority_month_days=always(30),
    employer_gap_days=always(0),
    service_record_valid_days=always(365),
    institution_route_rules=always(
        RouteRules(
            months=120,
            gap_days=30,
            terms=1,
            secretary_now=True,
            result_years=3,
            results=("EXCELLENT", "GOOD", "QUALIFIED"),
            excellent=1,
        )
    ),
    archive_classes=always(
        (
            ArchiveClass(code="3", title="考核鉴定类材料", retention_years=10),
            ArchiveClass(code="10", title="其他材料", retention_years=2),
        )
    ),
    archive_transfer_days=always(15),
    archive_loan_days=always(30),
    campaign_limits=SHIPPED.campaign_limits,
    applicant_retention_months=always(12),
    hire_grounds=SHIPPED.hire_grounds,
    conversion_terms=SHIPPED.conversion_terms,
    exam_entry=always(
        (
            EntryCondition(level=Certificate.ASSISTANT, education=Education.BACHELOR, years=0, other_subject_years=2),
            EntryCondition(
                level=Certificate.SOCIAL_WORKER, education=Education.BACHELOR, years=3, other_subject_years=5
            ),
            EntryCondition(level=Certificate.SOCIAL_WORKER, education=Education.MASTER, years=1, other_subject_years=3),
            EntryCondition(
                level=Certificate.SENIOR,
                education=Education.BACHELOR,
                years=5,
                other_subject_years=5,
                certificate=Certificate.SOCIAL_WORKER,
            ),
        )
    ),
    certificate_registration_years=always(3),
    certificate_notice_days=always(90),
    age_bands=always((31, 36, 46)),
    statistics_forms=always((FORM,)),
    leave_rules=SHIPPED.leave_rules,
    provincial_leave=SHIPPED.provincial_leave,
    maternity_terms=SHIPPED.maternity_terms,
    annual_leave_steps=SHIPPED.annual_leave_steps,
    annual_leave_carried=SHIPPED.annual_leave_carried,
    medical_periods=SHIPPED.medical_periods,
    secretary_leave_days=SHIPPED.secretary_leave_days,
    leave_back_days=SHIPPED.leave_back_days,
    leave_longest_days=SHIPPED.leave_longest_days,
    holiday_years=SHIPPED.holiday_years,
    attendance_back_days=SHIPPED.attendance_back_days,
    overtime_day_hours=SHIPPED.overtime_day_hours,
    report_answer_days=SHIPPED.report_answer_days,
    problem_due_days=SHIPPED.problem_due_days,
    counselling_ahead_days=SHIPPED.counselling_ahead_days,
    care_gift_most_fen=SHIPPED.care_gift_most_fen,
    light_allowance_most_fen=SHIPPED.light_allowance_most_fen,
    schemes=always(SCHEME),
)


def on(
    stream: Stream[Any, Any, Any, Policies], day: date, *history: Any, by: str = "officer"
) -> Given[Any, Any, Any, Any]:
    """`on(STREAM, day, *events).when(command).then(*events)`."""
    facts = Facts(today=day, now=datetime(day.year, day.month, day.day, tzinfo=UTC), by=by, policies=POLICIES)
    return Spec(stream, facts).given(*history)


def hire(starts: date = date(2027, 3, 1), *, term_months: int | None = 36, probation_months: int = 6) -> HireWorker:
    return HireWorker(
        worker_id=WORKER, employment_id=EMPLOYMENT, name=NAME, birth_month="1990-05",
        category=Category.DEDICATED_STAFF, post_category=PostCategory.STAFF, employer=STREET, workplace=COMMUNITY,
        place=f"{STREET}#1", source=Source.HIRED, starts=starts, community_work_since=starts,
        term_months=term_months, probation_months=probation_months, ground=HireGround.PUBLIC_RECRUITMENT, document="武社招〔2027〕1号",
    )  # fmt: skip


def hired(starts: date = date(2027, 3, 1), *, probation_ends: date | None = None) -> Hired:
    return Hired(
        effective=starts, worker_id=WORKER, employment_id=EMPLOYMENT, name=NAME, birth_month="1990-05",
        category=Category.DEDICATED_STAFF, post_category=PostCategory.STAFF, employer=STREET, workplace=COMMUNITY,
        place=f"{STREET}#1", source=Source.HIRED, community_work_since=starts, probation_ends=probation_ends,
        ground=HireGround.PUBLIC_RECRUITMENT, ground_document="武社招〔2027〕1号",
    )  # fmt: skip


def signed(starts: date, ends: date | None, next_notice: date | None = None) -> ContractSigned:
    return ContractSigned(effective=starts, worker_id=WORKER, ends=ends, next_notice=next_notice)
