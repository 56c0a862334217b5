"""`python -m deploy.broker credentials | configuration`: what the broker of a deployment needs, into files only we can read."""

import os
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.broker.accounts import Account, accounts, user_names
from deploy.broker.configuration import Certificates, configuration
from deploy.services import SERVICES, load
from shared.broker import BadRegister, read_register
from shared.clock import SystemClock
from shared.production import on_this_machine

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
Partners = Annotated[Path | None, typer.Option(help="The register of partners (CW_PARTNERS_FILE).")]


@cli.command("credentials")
def draw(
    into: Annotated[Path, typer.Argument(help="Lines user=password; what stands there stays.")],
    partners: Partners = None,
) -> None:
    """Draw a password for each user who has none yet. A service's processes get the lines of its own users."""
    known = _read(into) if into.exists() else {}
    names = user_names(_known(partners))
    drawn = {name: known.get(name) or secrets.token_urlsafe(32) for name in names}
    _keep(into, "".join(f"{name}={password}\n" for name, password in drawn.items()))
    print(f"{len(names)} users, {len(set(names) - set(known))} of them new")


@cli.command("configuration")
def write(
    into: Annotated[Path, typer.Argument(help="The file for `nats-server -c`.")],
    credentials: Annotated[Path, typer.Option(help="Lines user=password.")],
    store: Annotated[Path, typer.Option(help="Where JetStream keeps its files.")],
    listen: Annotated[str, typer.Option(help="Address and port.")] = "0.0.0.0:4222",
    name: Annotated[str, typer.Option(help="The server's name.")] = "community-workers",
    certificate: Annotated[Path | None, typer.Option(help="The server's certificate.")] = None,
    key: Annotated[Path | None, typer.Option(help="The key of that certificate.")] = None,
    clients: Annotated[Path | None, typer.Option(help="Clients must show a certificate of this authority.")] = None,
    partners: Partners = None,
) -> None:
    """Write the configuration of nats-server. Write it again when the register changes, and let the server read it anew."""
    passwords, known = _read(credentials), _known(partners)
    if missing := [user for user in user_names(known) if not passwords.get(user)]:
        sys.exit(f"{credentials.name} has no password for {missing[0]}")
    tls = Certificates(certificate=certificate, key=key, clients=clients) if certificate and key else None
    if tls is None and not on_this_machine(listen.rpartition(":")[0].strip("[]")):
        sys.exit("beyond this machine the broker needs --certificate and --key")
    text = configuration(known, passwords, name=name, listen=listen, store=store, certificates=tls)
    _keep(into, text)


def _known(register: Path | None) -> tuple[Account, ...]:
    """The four services, and the partners whose contract has not ended."""
    today = SystemClock().today()
    try:
        partners = [partner for partner in read_register(register) if partner.current(today)]
    except BadRegister as wrong:
        sys.exit(f"{wrong}")
    return accounts(map(load, SERVICES), partners)


def _keep(file: Path, text: str) -> None:
    """The whole file or none of it, for our eyes only."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    beside.replace(file)


def _read(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text().split() if "=" in line)


if __name__ == "__main__":
    cli()
