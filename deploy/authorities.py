"""`python -m deploy.authorities --security-administrator A --security-administrator B --document …`, once, at installation.

Appoints the first two security administrators, who give every other grant, each with the other's signature: after this nobody
is a super-user. It works on personnel's database named in the environment, with the service's own role, and refuses to be
asked again.
"""

import asyncio
import os
import sys
from typing import Annotated, Any

import typer

from services.personnel.domain.authorities import FoundAuthority
from services.personnel.domain.authority import founding_id
from services.personnel.domain.streams import AUTHORITY
from services.personnel.service import SERVICE
from shared.clock import Clock, SettableClock, SystemClock
from shared.draft import Ask
from shared.eventlog import Codec, open_log
from shared.handling import Handling
from shared.kernel import Region, Rejected
from shared.policies import PolicyBook
from shared.settings import Settings, Unset

INSTALLATION = "service:installation"


class NotTwo(Exception):
    """The first administrators are two different people: each needs another one's signature."""


async def found(connection: dict[str, Any], clock: Clock, people: list[str], document: str) -> int:
    """Both grants in one append; answers its last position. Raises NotTwo, Rejected."""
    if len(people) != 2 or len(set(people)) != 2:
        raise NotTwo
    book: PolicyBook[Any] = PolicyBook.load(SERVICE.policies, SERVICE.folder / "policies")

    async def policies_for(stream_type: str, region: Region) -> Any:
        return book.of(region)

    asks = [
        Ask(
            stream=AUTHORITY, to=founding_id(number),
            command=FoundAuthority(number=number, holder=holder, basis=document),
        )
        for number, holder in enumerate(people, 1)
    ]  # fmt: skip
    async with open_log(Codec.of(SERVICE.streams, SERVICE.upcasts), connection, readers=1) as log:
        reserved = SERVICE.reserved.__getitem__
        handling = Handling(log=log, clock=clock, policies_for=policies_for, reserved=reserved)
        return (await handling.carry_out(asks, by=INSTALLATION)).position


def main(
    security_administrator: Annotated[list[str], typer.Option(help="The subject of his tokens; given twice.")],
    document: Annotated[str, typer.Option(help="The paper that appoints them.")],
) -> None:
    """Appoint the first two security administrators."""
    try:
        settings = Settings.from_environment(os.environ)
        clock: Clock = SettableClock(settings.clock_file) if settings.clock_file else SystemClock()
        connection = settings.connection(f"{SERVICE.name}_app", SERVICE.name)
        asyncio.run(found(connection, clock, security_administrator, document))
    except NotTwo:
        sys.exit("name two different people")
    except Rejected as refused:
        sys.exit(f"refused: {refused.code}")
    except Unset as missing:
        sys.exit(f"{missing} (deploy/env.example lists every variable)")
    typer.echo("two security administrators appointed")


if __name__ == "__main__":
    typer.run(main)
