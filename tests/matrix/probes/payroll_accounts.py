"""Bank accounts: entered, confirmed, refused, answered for."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import OBJECT, OWN, WORKER

PROPOSAL: Final = {**WORKER, "proposal": "{deduction}"}
NO_CARD: Final = {"account": "6222020200000000001", "bank": "工商银行"}

ACCOUNTS: Final = {
    "propose_account": Probe(reach=OBJECT, at="street", path=WORKER, body=NO_CARD),
    "confirm_account": Probe(reach=OBJECT, at="street", path=PROPOSAL, body={}),
    "refuse_account": Probe(reach=OBJECT, at="street", path=PROPOSAL, body={"reason": "x"}),
    "list_accounts": Probe(reach=OBJECT, at="street", path=WORKER),
    "list_own_accounts": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
    "propose_own_account": Probe(reach=OWN, body=NO_CARD, subject="{worker}"),
    "answer_for_own_account": Probe(
        reach=OWN, path={"proposal": "{deduction}"}, body={"mine": True}, subject="{worker}"
    ),
}
