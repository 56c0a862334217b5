"""Every code this service refuses with, or names an exception by, has a text in both languages."""

import re
from pathlib import Path

from services.payroll.service import SERVICE
from shared.web.problems import ProblemTexts

RAISED = re.compile(r'(?:Rejected|Broken|code=)\(?"([a-z]+\.[a-z-]+)"')


def test_every_code_has_both_texts() -> None:
    raised = {code for file in Path(SERVICE.folder).rglob("*.py") for code in RAISED.findall(file.read_text())}
    raised |= set(SERVICE.reserved.values())
    texts = ProblemTexts.load(SERVICE.folder)
    assert len(raised) > 25
    assert raised <= texts.codes("zh") & texts.codes("en")
    own = {
        code
        for code in texts.codes("en")
        if code.split(".")[0] in {"declarations", "entitlements", "standards", "runs"}
    }
    assert own <= raised, "nobody says these"
