"""The package around a DOCX: an empty one of our own to begin with, and a closed one that says nothing about its maker.

Nothing of a word processor's template is used, so there is no author, no revision mark and no thumbnail to scrub away.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ledger.store.letters.docx.plain import plain

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "numbering")
_CORE = "docProps/core.xml"
_UNIX = 3


def empty_package(parts: Path, title: str, mark: str, dated_on: date) -> BytesIO:
    """A DOCX without a word in it, in the styles of ``parts`` (a folder); its only properties are what it is given."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", _CORE),
        ),
        _CORE: _properties(title, mark, dated_on),
        "word/_rels/document.xml.rels": _relations(*((f"{_OFFICE}/{name}", f"{name}.xml") for name in _PARTS)),
        "word/document.xml": (
            f'{_XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            f'xmlns:r="{_OFFICE}"><w:body><w:sectPr/></w:body></w:document>'
        ),
        **{f"word/{name}.xml": (parts / f"{name}.xml").read_text("utf-8") for name in _PARTS},
    }
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    package.seek(0)
    return package


def closed(package: bytes, dated_on: date) -> bytes:
    """The same parts in one order, all dated on the letter's day, so that the same letter gives the same bytes."""
    with ZipFile(BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, (dated_on.year, dated_on.month, dated_on.day, 12, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: name for name in _PARTS}}
    overrides = {f"/word/{name}.xml": f"{_MAIN}.{kind}+xml" for name, kind in kinds.items()}
    overrides[f"/{_CORE}"] = "application/vnd.openxmlformats-package.core-properties+xml"
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _properties(title: str, mark: str, dated_on: date) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{dated_on}T12:00:00Z<'
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(plain(title))}</dc:title><dc:language>en-US</dc:language>"
        f"<cp:keywords>{escape(plain(mark))}</cp:keywords>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified>"
        "</cp:coreProperties>"
    )
