"""A secretary who was decided waits to be submitted, what is submitted waits for the organisation department, what is
returned waits for the street.
"""

from typing import Any

from services.personnel.domain import filing_events as filing
from services.personnel.domain import party_post_events as party
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, settled_about, waits

KINDS = ("filing-acceptance", "filing-record", "filing-return")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case filing.FilingSubmitted(due=due, submitted_by=by, subject_id=subject):
            asked = waits(recorded, "filing-acceptance", due=due, made_by=by)
            return (*settled(recorded, "filing-return"), *settled_about(subject, "filing-submission"), asked)
        case filing.FilingAccepted(due=due):
            return (*settled(recorded, "filing-acceptance"), waits(recorded, "filing-record", due=due))
        case filing.FilingReturned():
            return (*settled(recorded, "filing-acceptance", "filing-record"), waits(recorded, "filing-return"))
        case filing.SecretaryFiled():
            return settled(recorded, *KINDS)
        case filing.FilingCancelled():
            return settled(recorded, *KINDS)
        case _:
            return ()


def of_party_posts(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case party.PartyPostDecided(effective=starts):
            return (waits(recorded, "filing-submission", due=starts),)
        case party.PartyPostStarted() | party.PartyPostAnnulled():
            return settled(recorded, "filing-submission")
        case _:
            return ()
