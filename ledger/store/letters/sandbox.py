"""The child process that renders one template: no files, no network names, no objects, and limits on time and space.

It reads one JSON object from standard input (``template``, ``sources``, ``data``) and writes one to standard output
(``text``, or ``template``, ``line`` and ``why``). Templates are code that a colleague's computer may have changed, so
the sandbox is only the first fence and the limits of the operating system are the second (reliability standard, 1.5).
"""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from jinja2.sandbox import ImmutableSandboxedEnvironment

CPU_SECONDS = 5
MEMORY_BYTES = 256 * 1024 * 1024
OUTPUT_CHARACTERS = 2 * 1024 * 1024
FILTERS = ("default", "first", "indent", "join", "last", "length", "list", "lower", "replace", "trim", "upper")
"""What a letter needs of Jinja2's filters; the others build long texts or reach into objects."""


class TooLong(Exception):
    """The letter takes longer, or grew longer, than any letter."""


def limit_this_process() -> None:
    """Let the operating system stop a template that takes too much; Windows has no such limits, only our clock."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGXCPU, _out_of_time)
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1),
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(kind, (soft, hard))
        except (OSError, ValueError):  # macOS refuses the limit on memory; the others still hold
            continue


def _out_of_time(_signal: int, _frame: object) -> None:
    message = "it takes more time than a letter may"
    raise TooLong(message)


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """The sandbox: only these sources, only the named filters, no globals, and an undefined name is an error."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def source(name: str) -> tuple[str, str, None] | None:
        return (sources[name], name, None) if name in sources else None

    sandbox = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS}
    return sandbox


def render(template: str, sources: Mapping[str, str], data: Mapping[str, Any]) -> str:
    """The text of one template over plain data, in one pass: what comes out is never a template again."""
    parts: list[str] = []
    length = 0
    for part in environment(sources).get_template(template).generate(letter=data):
        length += len(part)
        if length > OUTPUT_CHARACTERS:
            message = "the text grew longer than any letter"
            raise TooLong(message)
        parts.append(part)
    return "".join(parts)


def blame(error: BaseException, template: str, sources: Mapping[str, str]) -> dict[str, object]:
    """Where in which template it went wrong, and why, in plain words."""
    name, line = _last_place(error.__traceback__, sources) or (template, 0)
    named, numbered = getattr(error, "name", None), getattr(error, "lineno", None)
    if numbered:
        name, line = named or name, numbered
    return {"template": name, "line": line, "why": _why(error)}


def _why(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "it takes more memory than a letter may"
    if type(error).__name__ == "TemplateNotFound":  # Jinja2 is not imported where nothing was rendered
        return f"there is no template {error} among the letters"
    return str(error) or type(error).__name__


def _last_place(trace: TracebackType | None, sources: Mapping[str, str]) -> tuple[str, int] | None:
    place = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in sources:
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def main() -> int:
    """Render what stands on standard input; 0 with the text, 1 with the reason."""
    limit_this_process()
    work = json.load(sys.stdin.buffer)
    try:
        answer: dict[str, object] = {"text": render(work["template"], work["sources"], work["data"])}
    except Exception as error:  # noqa: BLE001 - whatever a template does is reported, with its line
        answer = blame(error, work["template"], work["sources"])
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0 if "text" in answer else 1


if __name__ == "__main__":
    sys.exit(main())
