"""Where the beginning and the end of an employment meet everything that is kept of a person besides it.

One line here for whoever must hear of every hire (`joined`) or every exit (`left`), whatever brought them about.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from services.personnel.domain.archives import AskArchiveTransfer, KeepArchive, OpenArchive
from services.personnel.domain.employment import Employment, Source
from services.personnel.domain.erasures import StopRetention
from services.personnel.domain.grades import CloseGrading, ReopenGrading
from services.personnel.domain.seniority import EndService, StartService
from services.personnel.domain.seniority_events import IssueReason, PeriodSource
from services.personnel.domain.service_records import IssueServiceRecord
from services.personnel.domain.service_resumption import ResumeService
from services.personnel.domain.streams.archive import ARCHIVE
from services.personnel.domain.streams.grade import GRADE
from services.personnel.domain.streams.seniority import SENIORITY
from services.personnel.domain.streams.worker import WORKER
from shared.kernel import Region, Send, ancestor
from shared.kernel.derived import derived_id


def joined(
    *, worker_id: UUID, employment_id: UUID, employer: Region, workplace: Region, source: Source, starts: date,
    community_work_since: date,
) -> Iterator[Send[Any]]:  # fmt: skip
    """What a hire asks of the ledgers; the employment itself is decided before."""
    service = StartService(
        worker_id=worker_id, employment_id=employment_id, region=workplace, employer=employer, since=starts,
        community_work_since=community_work_since,
        source=PeriodSource.ROSTER if source is Source.IMPORTED else PeriodSource.DECLARED,
    )  # fmt: skip
    yield Send(stream=SENIORITY, to=worker_id, command=service)
    yield Send(stream=ARCHIVE, to=worker_id, command=OpenArchive(worker_id=worker_id, region=workplace, since=starts))


def left(employment: Employment, last_day: date) -> Iterator[Send[Any]]:
    """What an exit on any ground asks of the ledgers; nothing where nobody was employed."""
    worker = employment.worker_id
    if worker is None or employment.employment_id is None:
        return
    yield Send(stream=GRADE, to=worker, command=CloseGrading(last_day=last_day))
    service = EndService(
        worker_id=worker, employment_id=employment.employment_id, region=employment.region,
        employer=ancestor(employment.region, "street"), since=employment.starts, last_day=last_day,
    )  # fmt: skip
    yield Send(stream=SENIORITY, to=worker, command=service)
    id = derived_id("personnel.service-record", str(employment.employment_id), last_day.isoformat())
    yield Send(stream=SENIORITY, to=worker, command=IssueServiceRecord(record_id=id, reason=IssueReason.EXIT))
    archive = AskArchiveTransfer(worker_id=worker, region=employment.region, since=employment.starts, last_day=last_day)
    yield Send(stream=ARCHIVE, to=worker, command=archive)


def stayed(employment: Employment) -> Iterator[Send[Any]]:
    """What an exit that is undone asks of the ledgers: each goes on where it stood."""
    worker = employment.worker_id
    if worker is None or employment.employment_id is None:
        return
    yield Send(stream=GRADE, to=worker, command=ReopenGrading())
    yield Send(stream=SENIORITY, to=worker, command=ResumeService(employment_id=employment.employment_id))
    yield Send(stream=WORKER, to=worker, command=StopRetention(worker_id=worker))
    yield Send(stream=ARCHIVE, to=worker, command=KeepArchive())
