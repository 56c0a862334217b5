"""A certificate whose registration runs out soon waits to be registered again; one that was issued, to be registered."""

from typing import Any

from services.personnel.domain import qualification_events as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("certificate-registration", "certificate-renewal")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.CertificateIssued():
            return (waits(recorded, "certificate-registration"),)
        case events.RegistrationDue(registered_until=until):
            return (waits(recorded, "certificate-renewal", due=until),)
        case events.CertificateEntered() | events.RegistrationRenewed() | events.CertificateExpired():
            return settled(recorded, *KINDS)
        case events.CertificateRevoked() | events.QualificationCorrected() | events.QualificationAnnulled():
            return settled(recorded, *KINDS)
        case _:
            return ()
