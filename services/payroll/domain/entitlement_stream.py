"""The stream of what is known of a worker, and which capability answers what it is asked."""

from typing import get_args

from services.payroll.domain import (
    attendance,
    bank_accounts,
    bonuses,
    coverage,
    declarations,
    educations,
    entitlement,
    entitlements,
    final_pay,
    forgetting,
    funding,
    honours,
    lost_certificates,
    openings,
    renaming,
    severances,
    subsidy_grants,
    unused_leave,
    withheld_returns,
    withholdings,
    year_declarations,
)
from services.payroll.domain.attendance import HearAttendance
from services.payroll.domain.bank_accounts import AccountCommand
from services.payroll.domain.bonuses import BonusCommand, CorrectBonus, GrantBonus
from services.payroll.domain.coverage import RegisterCoverage
from services.payroll.domain.declarations import (
    AnnulDeclaration,
    CorrectBase,
    CorrectDeduction,
    DeclarationCommand,
    DeclareBase,
    DeclareDeduction,
)
from services.payroll.domain.educations import DropEducation, EducationCommand, HearEducation
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import EntitlementEvent
from services.payroll.domain.entitlements import HeardCommand
from services.payroll.domain.final_pay import SettleFinalPay
from services.payroll.domain.forgetting import ForgetPerson
from services.payroll.domain.funding import ReassignFunding
from services.payroll.domain.honours import HearHonour, HearHonourWithdrawn, HonourCommand
from services.payroll.domain.identities import IdentifyPayee, identify
from services.payroll.domain.lost_certificates import LoseCertificate
from services.payroll.domain.openings import CorrectOpening, DeclareFirstWage, OpeningCommand, RecordOpening
from services.payroll.domain.policies import Policies
from services.payroll.domain.renaming import RenamePerson
from services.payroll.domain.severances import (
    DropExitFinding,
    HearContractMissing,
    HearExitUnlawful,
    SeveranceCommand,
    WeighSeverance,
)
from services.payroll.domain.sickness import DropSickness, HearSickness, SicknessCommand, hear_sickness
from services.payroll.domain.subsidy_grants import GrantSubsidy
from services.payroll.domain.unused_leave import HearUnusedLeave
from services.payroll.domain.withheld_returns import RecordWithheldReturn
from services.payroll.domain.withholdings import (
    AnnulOrder,
    ConfirmOrder,
    CorrectOrder,
    EnterOrder,
    OrderCommand,
    RefuseOrder,
)
from services.payroll.domain.year_declarations import ConfirmDeductions
from shared.kernel import Decider, Facts, Region, Stream, its_own_subject

EntitlementCommand = (
    HeardCommand
    | LoseCertificate
    | DeclarationCommand
    | AccountCommand
    | BonusCommand
    | OpeningCommand
    | GrantSubsidy
    | OrderCommand
    | RegisterCoverage
    | ForgetPerson
    | RenamePerson
    | IdentifyPayee
    | ConfirmDeductions
    | SettleFinalPay
    | RecordWithheldReturn
    | SeveranceCommand
    | HearAttendance
    | ReassignFunding
    | HearUnusedLeave
    | HonourCommand
    | EducationCommand
    | SicknessCommand
)


def _entitlement(  # noqa: C901  one match
    state: Entitlement, command: EntitlementCommand, facts: Facts[Policies]
) -> tuple[EntitlementEvent, ...]:
    if isinstance(command, AccountCommand):
        return bank_accounts.decide(state, command, facts)
    match command:
        case DeclareBase() | CorrectBase() | DeclareDeduction() | CorrectDeduction() | AnnulDeclaration():
            return declarations.declare(state, command, facts)
        case GrantBonus() | CorrectBonus():
            return bonuses.grant(state, command, facts)
        case RecordOpening() | CorrectOpening() | DeclareFirstWage():
            return openings.open_year(state, command, facts)
        case GrantSubsidy():
            return subsidy_grants.grant(state, command, facts)
        case EnterOrder() | CorrectOrder() | AnnulOrder() | ConfirmOrder() | RefuseOrder():
            return withholdings.decide(state, command, facts)
        case RegisterCoverage():
            return coverage.register(state, command, facts)
        case ForgetPerson():
            return forgetting.forget(state, command, facts)
        case LoseCertificate():
            return lost_certificates.lose(state, command)
        case RenamePerson():
            return renaming.rename(state, command, facts)
        case RecordWithheldReturn():
            return withheld_returns.returned(state, command, facts)
        case SettleFinalPay():
            return final_pay.settle(state, command)
        case ConfirmDeductions():
            return year_declarations.confirm(state, command, facts)
        case IdentifyPayee():
            return identify(state, command)
        case WeighSeverance() | HearExitUnlawful() | DropExitFinding() | HearContractMissing():
            return severances.weigh(state, command)
        case HearAttendance():
            return attendance.attend(state, command)
        case ReassignFunding():
            return funding.reassign(state, command)
        case HearHonour() | HearHonourWithdrawn():
            return honours.hear_honour(state, command)
        case HearEducation() | DropEducation():
            return educations.hear_education(state, command)
        case HearSickness() | DropSickness():
            return hear_sickness(state, command)
        case HearUnusedLeave():
            return unused_leave.hear_unused(state, command)
        case _:
            return entitlements.hear(state, command, facts)


def _employer(state: Entitlement) -> Region:
    return state.employer


ENTITLEMENT: Stream[Entitlement, EntitlementCommand, EntitlementEvent, Policies] = Stream(
    type="entitlement",
    decider=Decider(initial=Entitlement(), decide=_entitlement, evolve=entitlement.evolve),
    events=get_args(EntitlementEvent),
    region_of=_employer,
    subject_of=its_own_subject,
)
