"""An audit that did not happen is never told as good news."""

from __future__ import annotations

import pytest

from delivery import audit

pytestmark = pytest.mark.unit

SOUND = {"name": "a", "version": "1", "vulns": []}
HOLED = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("listed", "code", "said"),
    [
        ([SOUND, SOUND], 0, "all 2 pins"),
        ([SOUND, HOLED], 1, "b==2: CVE-1 → 3"),
        ([SOUND, SKIPPED], 4, "of 2 pins only 1"),
        ([HOLED, SKIPPED], 1, "NOT AUDITED"),
        ([SKIPPED, SKIPPED], 4, "not found"),
        ([SOUND], 4, "NOT AUDITED"),
        ([], 4, "NOT AUDITED"),
    ],
)
def test_what_was_not_looked_up_is_said(listed, code, said):
    found = audit.read({"dependencies": listed}, 2)
    assert found.code == code
    assert said in audit.told(found)
    assert ("NOT AUDITED" in audit.told(found)) == (found.looked_up < 2)


def test_a_register_out_of_reach_is_said(tmp_path):
    tool = tmp_path / "pip-audit"
    tool.write_text("#!/bin/sh\necho 'ConnectionError: nobody there' >&2\nexit 1\n")
    tool.chmod(0o755)
    found = audit.ask(tmp_path)
    assert (found.code, found.looked_up) == (4, 0)
    assert "nobody there" in audit.told(found)
