"""The sealed fields by their names in the catalogue (shared/privacy/catalogue.yaml): nothing stored is a bare `Sealed`.

A field that seals a value is declared with one of these; the build refuses any other spelling and any name without an entry.
"""

from typing import Annotated, TypeAlias

from shared.kernel.sealed import Sealed

WorkerName: TypeAlias = Annotated[Sealed, "personnel.worker.name"]
WorkerIdNumber: TypeAlias = Annotated[Sealed, "personnel.worker.id_number"]
WorkerPhone: TypeAlias = Annotated[Sealed, "personnel.worker.phone"]
CertificateNumber: TypeAlias = Annotated[Sealed, "personnel.worker.certificate_number"]
WorkerPartyStage: TypeAlias = Annotated[Sealed, "personnel.worker.party_stage"]
WorkerAddress: TypeAlias = Annotated[Sealed, "personnel.worker.address"]
LeaveReason: TypeAlias = Annotated[Sealed, "personnel.leave.reason"]
ProblemText: TypeAlias = Annotated[Sealed, "personnel.problem.text"]
ApplicantName: TypeAlias = Annotated[Sealed, "personnel.applicant.name"]
ApplicantIdNumber: TypeAlias = Annotated[Sealed, "personnel.applicant.id_number"]
ApplicantPhone: TypeAlias = Annotated[Sealed, "personnel.applicant.phone"]
ApplicantScore: TypeAlias = Annotated[Sealed, "personnel.applicant.score"]
ApplicantObjection: TypeAlias = Annotated[Sealed, "personnel.applicant.objection"]
BankAccountNumber: TypeAlias = Annotated[Sealed, "payroll.entitlement.bank_account"]
OrderPayeeName: TypeAlias = Annotated[Sealed, "payroll.withholding.payee_name"]
OrderPayeeAccount: TypeAlias = Annotated[Sealed, "payroll.withholding.payee_account"]
AccountFingerprint: TypeAlias = Annotated[Sealed, "payroll.bank.fingerprint"]
VettingReasons: TypeAlias = Annotated[Sealed, "personnel.vetting.reasons"]
