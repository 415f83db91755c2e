"""The published schemas, and the one home of both validators: jsonschema-rs decides, jsonschema explains."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ledger.core.definition import Schema, keys_at
from ledger.core.finding import Finding, Path
from ledger.core.fitting import fits
from ledger.core.typed import DOCUMENTS
from ledger.store.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import jsonschema_rs

    from ledger.core.misfit import Misfit

KINDS = ("case", "payer", "ledger", "regime", "identities")
"""The kinds of file that have a schema."""

FEW = 25
"""So many documents are read quicker without jsonschema-rs than it takes to load."""
_few = iter(range(FEW))


def schema_text(kind: str) -> bytes:
    """The schema of one kind of file, as it is published."""
    return (shipped("schema") / f"{kind}.schema.json").read_bytes()


@cache
def schema(kind: str) -> Schema:
    """The schema of one kind of file. The same object every time: read it, never change it."""
    parsed: Schema = json.loads(schema_text(kind))
    return parsed


def key_order(kind: str) -> Callable[[Path], Sequence[str]]:
    """What gives, for the place of a block, its keys in the order in which the format keeps them."""
    published = schema(kind)
    return lambda path: keys_at(published, path)


def check_shape(kind: str, tree: Any) -> list[Finding]:  # noqa: ANN401 - a tree of any shape
    """Everything that is wrong with the shape of a document: keys, lists and blocks, closed lists, the form of texts.

    Days, amounts and numbers of a case, payer or ledger are named by ``core.typed`` instead, which reads the same
    document; so a document is right when neither has a finding.
    """
    if next(_few, None) is not None and fits(tree, schema(kind)):
        return []
    decides = _deciding(kind)
    if decides.is_valid(tree):
        return []
    from ledger.core.misfit import explained

    refused = list(_refused(kind, tree))
    if not refused:  # the referee does not agree; a file that was refused is never let through without a word
        return [
            Finding("LED206", error.message, path=tuple(error.instance_path)) for error in decides.iter_errors(tree)
        ]
    return explained(refused, schema(kind), values=kind not in DOCUMENTS)


def part_fits(kind: str, part: Any) -> bool:  # noqa: ANN401 - a tree of any shape
    """Whether some keys of a document, without those that every document needs, have the shape they should."""
    return _deciding_part(kind).is_valid(part)


@cache
def _deciding_part(kind: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    whole = schema(kind)
    return jsonschema_rs.Draft202012Validator({key: whole[key] for key in whole if key != "required"})


@cache
def _deciding(kind: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema(kind))


def _refused(kind: str, tree: Any) -> Iterator[Misfit]:  # noqa: ANN401
    """What jsonschema refuses. The registry is its own and empty: nothing is ever fetched."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    from ledger.core.misfit import Misfit

    for error in Draft202012Validator(schema(kind), registry=Registry()).iter_errors(tree):
        yield Misfit(tuple(error.absolute_path), str(error.validator), error.instance)
