"""From data to Markdown: one template, one child process, one pass."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.store.letters.markdown import escaped, tidy
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.store.letters.templates import Templates

PATIENCE_SECONDS = 15
"""How long we wait by the clock on the wall: the only limit on Windows, and above the child's own five CPU seconds."""

_NEEDED_TO_START = ("APPDATA", "HOME", "PATH", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE")
_KILLED = "it took more time or memory than a letter may"
_CHILD = Path(__file__).with_name("sandbox.py")


def render(templates: Templates, name: str, data: Mapping[str, Any]) -> str:
    """The Markdown that the template ``name`` (a file name) makes of plain data.

    Raises Refused (LED605) with the template and the line where it cannot be rendered, takes too long or grows too
    large. The child gets almost no environment, is started by its own file and never imports the ledger.
    """
    work = {"template": name, "sources": dict(templates.texts), "data": escaped(dict(data))}
    command = [sys.executable, "-E", "-P", "-X", "utf8", str(_CHILD)]
    kept = {key: value for key, value in os.environ.items() if key in _NEEDED_TO_START}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own file; the work goes in as data
            command,
            input=json.dumps(work).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env=kept,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused(name, 0, _KILLED) from None
    answer = _answer(done.stdout)
    if "text" not in answer:
        raise _refused(answer.get("template", name), answer.get("line", 0), answer.get("why", _KILLED))
    return tidy(str(answer["text"]))


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _refused(template: object, line: object, why: object) -> Refused:
    at = f"templates/letters/{template}:{line or 1}"
    return Refused(
        f"{at}: LED605 letter-not-made: {why}",
        "nothing was written; mend the template, or remove it from templates/letters to use the shipped one",
    )
