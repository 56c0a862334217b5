"""Partner platforms: each pulls what its contract says, from a consumer that we keep, and nothing outlives the contract."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from nats.errors import TimeoutError as NothingThere
from nats.js.errors import NotFoundError, ServiceUnavailableError

from deploy.broker.accounts import accounts
from deploy.local.servers import Servers
from deploy.services import SERVICES, load
from shared.broker import BadRegister, Partner, PartnerConsumers, connect, read_register
from shared.broker.access import asked_from_outside, partner_user, partners_user
from shared.kernel import NATION, region
from tests.servers import as_operator, watched
from tests.shared.broker.guarded import CHENGDU, TAX, Guarded, hired
from tests.shared.clocks import FixedDay

DAY = date(2027, 1, 4)
REGISTER = """
tax:
  regions: [51/01/_/_/_, 51/01/07/_/_]
  types: [personnel.worker.hired.v1, payroll.payslip.issued.v1]
  contract: 川税〔2026〕9号
  basis: 税收征管法 第六条
  expires: 2027-12-31
"""


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Guarded]:
    known = watched(accounts(map(load, SERVICES), (TAX,)))
    async with Servers(tmp_path / "state", accounts=known) as servers:
        found = Guarded(servers.addresses.broker)
        await found.fill(FixedDay(DAY))
        yield found


async def pulled(guarded: Guarded, stream: str = "PERSONNEL") -> list[Any]:
    """What the partner gets and acknowledges, with nothing but a plain client and its password."""
    client = await connect(guarded.access.login(partner_user("tax")), "tax")
    try:
        js = client.jetstream(prefix=asked_from_outside(stream), timeout=2)
        messages: list[Any] = await (await js.pull_subscribe_bind(durable="tax", stream=stream)).fetch(10, timeout=1)
        for message in messages:
            await message.ack_sync()
        info = await js.consumer_info(stream, "tax")
        assert (info.num_pending, info.num_ack_pending) == (0, 0)
        return messages
    finally:
        await client.close()


async def test_a_partner_pulls_its_regions_and_types_once_and_nothing_else(guarded: Guarded) -> None:
    messages = await pulled(guarded)
    assert [m.subject for m in messages] == [hired(CHENGDU)] * 2
    assert [m.metadata.sequence.stream for m in messages] == [2, 5]
    with pytest.raises(NothingThere):
        await pulled(guarded)


async def test_declaring_again_changes_nothing_for_the_partner(guarded: Guarded) -> None:
    await pulled(guarded)
    before = await guarded.looks()
    for service in SERVICES:
        await guarded.keep(service, FixedDay(DAY))
    assert await guarded.looks() == before
    with pytest.raises(NothingThere):
        await pulled(guarded)


async def test_a_changed_contract_changes_the_filter_and_keeps_the_place(guarded: Guarded) -> None:
    await pulled(guarded)
    less = replace(TAX, types=("personnel.worker.exited.v1",))
    login = guarded.access.login(partners_user("personnel"))
    await PartnerConsumers("personnel", (less,), login, FixedDay(DAY)).keep()
    operator = await as_operator(guarded.access, "PERSONNEL")
    info = await operator.jetstream().consumer_info("PERSONNEL", "tax")
    assert info.config.filter_subjects == ["events.personnel.*.worker.exited.v1.51.01.*.*.*"]
    assert info.ack_floor is not None
    assert info.ack_floor.stream_seq == 5
    await operator.close()


@pytest.mark.parametrize("register", [(TAX,), ()])
async def test_a_partner_whose_contract_ended_has_no_consumer(guarded: Guarded, register: tuple[Partner, ...]) -> None:
    login = guarded.access.login(partners_user("personnel"))
    operator = await as_operator(guarded.access, "PERSONNEL")
    js = operator.jetstream()
    await js.add_consumer("PERSONNEL", durable_name="somebody-else")
    await PartnerConsumers("personnel", (TAX,), login, FixedDay(TAX.expires)).keep()
    await js.consumer_info("PERSONNEL", "tax")
    after = FixedDay(TAX.expires + timedelta(days=1)) if register else FixedDay(DAY)
    await PartnerConsumers("personnel", register, login, after).keep()
    with pytest.raises(NotFoundError):
        await js.consumer_info("PERSONNEL", "tax")
    await js.consumer_info("PERSONNEL", "somebody-else")  # what the register did not make is not its own
    await operator.close()
    with pytest.raises(ServiceUnavailableError):
        await pulled(guarded)


def test_a_partner_hears_its_types_in_its_widest_regions() -> None:
    assert TAX.hears("personnel") == ("events.personnel.*.worker.hired.v1.51.01.*.*.*",)
    assert TAX.hears("training") == ()
    everywhere = replace(TAX, regions=(NATION, region("51")))
    assert everywhere.hears("payroll") == ("events.payroll.*.payslip.issued.v1.*.*.*.*.*",)
    city_without_counties = replace(TAX, regions=(region("44", "19", "_", "003"),))
    assert city_without_counties.hears("payroll") == ("events.payroll.*.payslip.issued.v1.44.19._.003.*",)


def test_the_register_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "partners.yaml").write_text(REGISTER)
    assert read_register(tmp_path / "partners.yaml") == (TAX,)
    assert read_register(None) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tax:", "Tax:"), ("tax:", "'*':"), ("tax:", "a.b:"), ("tax:", "7:"), ("51/01/_/_/_", "51/01"), ("51/01/_/_/_", "51/>/_/_/_"),
        ("51/01/_/_/_", "51/*/_/_/_"), ("51/01/_/_/_", "51/01 /_/_/_"), ("personnel.worker.hired.v1", "personnel.worker.hired"),
        ("personnel.worker.hired.v1", "personnel.>.v1"), ("personnel.worker.hired.v1", "personnel.*.hired.v1"),
        ("  expires: 2027-12-31", ""), ("2027-12-31", "soon"), ("  basis: 税收征管法 第六条", "  basis: ''"),
        ("  basis:", "  reason: x\n  basis:"), ("tax:", "tax: ["), ("tax:\n", "tax: 7\n#"),
    ],
)  # fmt: skip
def test_a_register_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in REGISTER
    (tmp_path / "partners.yaml").write_text(REGISTER.replace(old, new, 1))
    with pytest.raises(BadRegister):
        read_register(tmp_path / "partners.yaml")
