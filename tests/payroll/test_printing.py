"""A printed page shows what it is given and nothing else: every value escaped, no script, nothing loaded."""

import re
from base64 import b64encode
from hashlib import sha256

from services.payroll.routes.printing import Paper, note, page, pairs

EVIL = '</pre><script>alert(1)</script><img src=x onerror="x">&'


def test_every_value_is_escaped_and_nothing_runs() -> None:
    answer = page("PAYSLIP", EVIL, Paper.A4, [pairs([("NAME", EVIL)]), note(EVIL)])
    html = bytes(answer.body).decode()
    assert not [bad for bad in ("<script", "<img") if bad in html]
    assert html.count("&lt;script&gt;") == 3
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe-inline" not in policy


def test_the_policy_lets_the_page_s_own_style_in() -> None:
    for paper in Paper:
        answer = page("STATEMENT", "", paper, [])
        [style] = re.findall(r"<style>(.*)</style>", bytes(answer.body).decode())
        assert b64encode(sha256(style.encode()).digest()).decode() in answer.headers["content-security-policy"]
        assert f"size:{paper.value}" in style
