"""Personnel, filled in: the only place where its pure and its wired parts meet."""

from pathlib import Path
from typing import Final

from services.personnel.domain import streams
from services.personnel.domain.authority import given_before_bodies
from services.personnel.domain.exit_events import ended_before_papers_were_dated
from services.personnel.domain.grade_events import decided_without_what_follows, opened_before_papers
from services.personnel.domain.grade_proposed import proposed_before_steps_were_kept
from services.personnel.domain.grade_schemes import (
    published_before_all_modes,
    published_before_articles,
    published_before_trials,
)
from services.personnel.domain.headcount_events import approved_for_all_posts, requested_by_ratio
from services.personnel.domain.hire_grounds import hired_before_grounds
from services.personnel.domain.policies import Policies
from services.personnel.domain.reservations import RESERVED
from services.personnel.domain.scheme_trials import tried_before_counties
from services.personnel.domain.worker import registered_before_the_highest
from services.personnel.operations import (
    contract_renewals,
    leave_year,
    roster_import,
    scheme_trials,
    schemes,
    statistics,
)
from services.personnel.operations import known_lists as known_list_operations
from services.personnel.projections.appointments import APPOINTMENTS
from services.personnel.projections.archives import ARCHIVES
from services.personnel.projections.authorities import AUTHORITIES
from services.personnel.projections.borrowings import BORROWINGS
from services.personnel.projections.care import CARE
from services.personnel.projections.careers import CAREERS
from services.personnel.projections.competences import COMPETENCES
from services.personnel.projections.contracts import CONTRACTS
from services.personnel.projections.deadlines import DEADLINES
from services.personnel.projections.emergencies import DUTIES, EMERGENCIES
from services.personnel.projections.erasures import ERASURES
from services.personnel.projections.filings import FILINGS
from services.personnel.projections.forgotten import erased_after
from services.personnel.projections.grade_schemes import GRADE_SCHEMES, in_force
from services.personnel.projections.grades import GRADES
from services.personnel.projections.headcount import HEADCOUNT
from services.personnel.projections.leaves import LEAVES
from services.personnel.projections.papers import PAPERS
from services.personnel.projections.party_posts import PARTY_POSTS
from services.personnel.projections.party_status import PARTY_STATUSES
from services.personnel.projections.problems import PROBLEMS
from services.personnel.projections.qualifications import QUALIFICATIONS
from services.personnel.projections.recognitions import RECOGNITIONS
from services.personnel.projections.recommendations import RECOMMENDATIONS
from services.personnel.projections.recruiting import RECRUITING
from services.personnel.projections.regions import REGIONS
from services.personnel.projections.reports import REPORTS
from services.personnel.projections.reserve import DELEGACIES, RESERVES
from services.personnel.projections.roster import ROSTER
from services.personnel.projections.scheme_trials import SCHEME_TRIALS
from services.personnel.projections.secondments import SECONDMENTS
from services.personnel.projections.spells import SPELLS
from services.personnel.projections.sponsorship import SPONSORSHIP
from services.personnel.projections.statistics import STATISTICS
from services.personnel.projections.stays import STAYS
from services.personnel.projections.tasks import TASKS
from services.personnel.projections.timeline import TIMELINE
from services.personnel.projections.transfers import TRANSFERS
from services.personnel.projections.vettings import VETTINGS
from services.personnel.publications import publish
from services.personnel.reactions import assessment, calendar, payroll, training
from services.personnel.rights import (
    FREEZE_STATISTICS,
    IMPORT_ROSTER,
    KEEP_ROSTER,
    LISTS_AS_KNOWN,
    PUBLISH_SCHEME,
    SEE_AUTHORITIES,
    SETTLE_LEAVE,
    TRY_SCHEME,
)
from services.personnel.routes.routers import ROUTERS
from shared.access_ledger.reading import READER
from shared.service import Hears, Service

SERVICE: Final = Service(
    name="personnel",
    title="Personnel of community workers",
    folder=Path(__file__).parent,
    streams=(
        streams.REGION,
        streams.QUALIFICATION,
        streams.COMPETENCE,
        streams.COMPETENCE_STANDARD,
        streams.EQUIVALENCE,
        streams.QUOTA,
        streams.WORKER,
        streams.EMPLOYMENT,
        streams.APPOINTMENT,
        streams.GRADE,
        streams.GRADE_SCHEME,
        streams.AUTHORITY,
        streams.DELEGATION,
        streams.STATISTIC,
        streams.BORROW,
        streams.EMERGENCY,
        streams.EMERGENCY_DUTY,
        streams.SECONDMENT,
        streams.RECOMMENDATION,
        streams.SENIORITY,
        streams.RECOGNITION,
        streams.LEAVE,
        streams.LEAVE_ACCOUNT,
        streams.ATTENDANCE,
        streams.REPORTING,
        streams.PROBLEM,
        streams.CHECKUP,
        streams.COUNSELLING,
        streams.CARE_VISIT,
        streams.LIGHT_RECORD,
        streams.INSTITUTION_LIST,
        streams.INSTITUTION_CASE,
        streams.CAREER,
        streams.ARCHIVE,
        streams.PARTY_POST,
        streams.PARTY_STATUS,
        streams.FILING,
        streams.CAMPAIGN,
        streams.APPLICANT,
        streams.VETTING,
        streams.FOREIGN_POST,
        streams.CONVERSION,
        streams.RESERVE,
        streams.DELEGACY,
        READER,
    ),
    policies=Policies,
    projections=(
        REGIONS,
        HEADCOUNT,
        ROSTER,
        PAPERS,
        CONTRACTS,
        SPELLS,
        STAYS,
        TRANSFERS,
        RECOMMENDATIONS,
        TIMELINE,
        GRADES,
        GRADE_SCHEMES,
        SCHEME_TRIALS,
        ERASURES,
        DEADLINES,
        AUTHORITIES,
        STATISTICS,
        TASKS,
        BORROWINGS,
        EMERGENCIES,
        DUTIES,
        SECONDMENTS,
        QUALIFICATIONS,
        COMPETENCES,
        RECOGNITIONS,
        CAREERS,
        ARCHIVES,
        LEAVES,
        APPOINTMENTS,
        REPORTS,
        PROBLEMS,
        CARE,
        PARTY_POSTS,
        PARTY_STATUSES,
        FILINGS,
        RECRUITING,
        VETTINGS,
        SPONSORSHIP,
        RESERVES,
        DELEGACIES,
    ),
    publish=publish,
    hears={
        "assessment": Hears(assessment.Heard, assessment.react),
        "training": Hears(training.Heard, training.react),
        "payroll": Hears(payroll.Heard, payroll.react),
    },
    calendar=calendar.react,
    routers=ROUTERS,
    operations=roster_import.HANDLERS
    | statistics.HANDLERS
    | contract_renewals.HANDLERS
    | leave_year.HANDLERS
    | schemes.HANDLERS
    | scheme_trials.HANDLERS
    | known_list_operations.HANDLERS,
    erased=erased_after,
    started_under={
        "list-as-known": LISTS_AS_KNOWN,
        "grants-as-known": SEE_AUTHORITIES,
        "roster-import": IMPORT_ROSTER,
        "renew-contracts": KEEP_ROSTER,
        "settle-leave-year": SETTLE_LEAVE,
        "follow-grade-scheme": PUBLISH_SCHEME,
        "try-grade-scheme": TRY_SCHEME,
        "freeze-statistics": FREEZE_STATISTICS,
        "reproduce-statistics": FREEZE_STATISTICS,
    },
    overlay={"grade": in_force},
    upcasts={
        (streams.EMPLOYMENT.type, "Hired", 1): hired_before_grounds,
        (streams.EMPLOYMENT.type, "Exited", 1): ended_before_papers_were_dated,
        (streams.EMPLOYMENT.type, "ExitCorrected", 1): ended_before_papers_were_dated,
        (streams.WORKER.type, "QualificationRegistered", 1): registered_before_the_highest,
        (streams.AUTHORITY.type, "GrantProposed", 1): given_before_bodies,
        (streams.AUTHORITY.type, "GrantConfirmed", 1): given_before_bodies,
        (streams.QUOTA.type, "QuotaRequested", 1): requested_by_ratio,
        (streams.QUOTA.type, "QuotaApproved", 1): approved_for_all_posts,
        (streams.GRADE_SCHEME.type, "SchemePublished", 1): published_before_all_modes,
        (streams.GRADE_SCHEME.type, "SchemePublished", 2): published_before_trials,
        (streams.GRADE_SCHEME.type, "SchemePublished", 3): published_before_articles,
        (streams.GRADE_SCHEME.type, "SchemeTried", 1): tried_before_counties,
        (streams.GRADE.type, "GradingOpened", 1): opened_before_papers,
        (streams.GRADE.type, "GradeProposed", 1): proposed_before_steps_were_kept,
        (streams.GRADE.type, "GradeDecided", 1): decided_without_what_follows,
    },
    reserved=RESERVED,
)
