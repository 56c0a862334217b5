"""A person's archive. The stream's id is the worker's."""

from typing import get_args

from services.personnel.domain import archive_closing, archive_state, archives
from services.personnel.domain.archive_closing import ClosingCommand
from services.personnel.domain.archive_events import ArchiveEvent
from services.personnel.domain.archive_state import Archive
from services.personnel.domain.archives import KeepingCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream, its_own_subject


def _decide(
    state: Archive, command: KeepingCommand | ClosingCommand, facts: Facts[Policies]
) -> tuple[ArchiveEvent, ...]:
    if isinstance(command, ClosingCommand):
        return archive_closing.decide(state, command, facts)
    return archives.decide(state, command, facts)


ARCHIVE: Stream[Archive, KeepingCommand | ClosingCommand, ArchiveEvent, Policies] = Stream(
    type="archive", decider=Decider(initial=Archive(), decide=_decide, evolve=archive_state.evolve),
    events=get_args(ArchiveEvent), region_of=home, subject_of=its_own_subject,
)  # fmt: skip
