"""The one door to typst: laid-out pages from plain data, the same bytes for the same input on every computer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Laid(NamedTuple):
    """A PDF and how many pages it has."""

    data: bytes
    pages: int


def laid_out(layout: Path, name: str, data: Mapping[str, Any], dated_on: date, *, tagged: bool = True) -> Laid:
    """The PDF that ``layout`` (one of the shipped .typ files) makes of ``data``, under ``sys.inputs[name]``.

    The data travels as JSON and is never part of the source, so no value can become markup or read a file. Fonts are
    the ones inside typst, and the time stamp is the letter's day. ``tagged``: with title and language, as PDF/UA asks;
    what is laid over another page bears no tags. Raises Refused where typst cannot lay it out.
    """
    return _compiled(layout, {name: json.dumps(data, ensure_ascii=False)}, dated_on, tagged=tagged)


def pictured(layout: Path, picture: bytes, ending: str, dated_on: date) -> Laid:
    """One page that shows a picture, a PNG or JPEG. Raises Refused where it cannot be shown."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / f"picture.{ending}").write_bytes(picture)
        (place / layout.name).write_bytes(layout.read_bytes())
        return _compiled(place / layout.name, {"picture": f"picture.{ending}"}, dated_on, tagged=True)


def _compiled(layout: Path, given: dict[str, str], dated_on: date, *, tagged: bool) -> Laid:
    import typst

    stamp = datetime.combine(dated_on, time(12), UTC)
    compiler = typst.Compiler(str(layout), root=str(layout.parent), ignore_system_fonts=True, sys_inputs=given)
    try:
        pdf = compiler.compile(format="pdf", timestamp=stamp, pdf_standards=["ua-1"] if tagged else [])
        count = json.loads(compiler.query("<pages>", field="value", one=True))
    except RuntimeError as error:
        message = f"LED605 letter-not-made: {layout.name} could not be laid out ({str(error).splitlines()[0]})"
        raise Refused(message, "nothing was written; --to md still works") from None
    if not isinstance(pdf, bytes):  # typst hands a list of pages for pictures, never for PDF
        message = f"LED605 letter-not-made: {layout.name} gave no PDF"
        raise Refused(message, "nothing was written; --to md still works")
    return Laid(pdf, int(count))
