"""Every stream of this service: one file for each kind, saying which capability answers what it is asked."""

from services.personnel.domain.streams.appointment import APPOINTMENT as APPOINTMENT
from services.personnel.domain.streams.archive import ARCHIVE as ARCHIVE
from services.personnel.domain.streams.attendance import ATTENDANCE as ATTENDANCE
from services.personnel.domain.streams.attendance import REPORTING as REPORTING
from services.personnel.domain.streams.authority import AUTHORITY as AUTHORITY
from services.personnel.domain.streams.authority import DELEGATION as DELEGATION
from services.personnel.domain.streams.borrow import BORROW as BORROW
from services.personnel.domain.streams.career import CAREER as CAREER
from services.personnel.domain.streams.employment import EMPLOYMENT as EMPLOYMENT
from services.personnel.domain.streams.filing import FILING as FILING
from services.personnel.domain.streams.grade import GRADE as GRADE
from services.personnel.domain.streams.grade_scheme import GRADE_SCHEME as GRADE_SCHEME
from services.personnel.domain.streams.institution import INSTITUTION_CASE as INSTITUTION_CASE
from services.personnel.domain.streams.institution import INSTITUTION_LIST as INSTITUTION_LIST
from services.personnel.domain.streams.leave import LEAVE as LEAVE
from services.personnel.domain.streams.leave import LEAVE_ACCOUNT as LEAVE_ACCOUNT
from services.personnel.domain.streams.party import PARTY_POST as PARTY_POST
from services.personnel.domain.streams.party import PARTY_STATUS as PARTY_STATUS
from services.personnel.domain.streams.problem import PROBLEM as PROBLEM
from services.personnel.domain.streams.quota import QUOTA as QUOTA
from services.personnel.domain.streams.recognition import RECOGNITION as RECOGNITION
from services.personnel.domain.streams.region import REGION as REGION
from services.personnel.domain.streams.secondment import SECONDMENT as SECONDMENT
from services.personnel.domain.streams.seniority import SENIORITY as SENIORITY
from services.personnel.domain.streams.statistic import STATISTIC as STATISTIC
from services.personnel.domain.streams.worker import WORKER as WORKER
