"""From text to values: a document read without types becomes a ``Case``, a ``Payer`` or the ``Settings``.

The schema names the kind of every place under ``$defs``; here stands which value each name means. What is wrong with
the shape (unknown keys, lists for texts, words not in a closed list) is named by ``store.schema.check_shape``; it is
passed over here, so that one mistake never hides another.
"""

from __future__ import annotations

from typing import Any

from ledger.core import case, payer, practice, proof, sending
from ledger.core.definition import Schema, name_of
from ledger.core.finding import Finding, Path
from ledger.core.scalar import READERS, Unreadable, shown

DOCUMENTS: dict[str, Any] = {"case": case.Case, "payer": payer.Payer, "ledger": practice.Settings}
"""The value that each kind of file becomes."""

BLOCKS: dict[str, Any] = {
    # case
    "send_to": case.SendTo,
    "demand": case.Demand,
    "closed": case.Closed,
    "hold": case.Hold,
    "hold_entry": proof.HoldEntry,
    "related_case": case.Related,
    "extrapolation": case.Extrapolation,
    "stratum": case.Stratum,
    "self_report": case.SelfReport,
    "claim": case.Claim,
    "coverage": case.Coverage,
    "service_line": case.Line,
    "decision": case.Decision,
    "extension": case.Extension,
    "passed_deadline": case.Passed,
    "counsel_question": case.Counsel,
    "money_entry": case.Money,
    "communication": case.Communication,
    "printed": sending.Printed,
    "desk": sending.Desk,
    "copy": sending.Copy,
    "notice": sending.Notice,
    "filing": sending.Filing,
    "appeal": sending.Appeal,
    "repayment_plan": sending.RepaymentPlan,
    "offer": sending.Offer,
    "document": proof.Document,
    "finding": proof.PointFound,
    "ground": proof.Ground,
    "proof_item": proof.Evidence,
    "approval": proof.Approval,
    "consent": proof.Consent,
    # payer
    "our_number": payer.OurNumber,
    "contract": payer.Contract,
    "payer_window": payer.PayerWindow,
    "patch": payer.Patch,
    "offsets": payer.Offsets,
    # ledger
    "practice": practice.Practice,
    "provider": practice.Provider,
    "person": practice.Person,
    "place": practice.Channel,
    "deadline_policy": practice.DeadlinePolicy,
    "signing": practice.Signing,
    "thresholds": practice.Thresholds,
    "finance": practice.Finance,
    "credit_line": practice.CreditLine,
}
"""The value that each block becomes, by its name under ``$defs``."""

RENAMED: dict[Any, dict[str, str]] = {
    sending.Notice: {"from": "sender"},
    practice.Person: {"from": "joined_on", "through": "left_on"},
    case.Related: {"as": "link"},
}
"""Keys that are words of Python: the field that holds each."""


def typed(tree: Any, schema: Schema, kind: str) -> tuple[Any, list[Finding]]:  # noqa: ANN401 - a tree of any shape
    """The value of a document of one kind (``case``, ``payer``, ``ledger``), and every value in it that cannot be read.

    The value is as whole as the document allows: what cannot be read is left out, with an entry that cannot be without
    it. None where the document itself cannot be without it. Only with no findings here and none from the shape is the
    value all that the file says.
    """
    reading = _Reading(schema["$defs"])
    return reading.block(DOCUMENTS[kind], schema, tree, ()), reading.findings


def typed_after(tree: Any, schema: Schema, kind: str, before: tuple[Any, Any]) -> tuple[Any, list[Finding]]:  # noqa: ANN401
    """As ``typed``, for a version that differs little from one read ``before``: its document and its value, together.

    Only what differs is read again, so that many versions of one file cost little more than one. The earlier version
    must have been read without findings; entries are compared place by place.
    """
    reading = _ReadingAgain(schema["$defs"], *before)
    return reading.block(DOCUMENTS[kind], schema, tree, ()), reading.findings


class _Reading:
    """One pass over a document. The path of a single value is put together only when it is wrong."""

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self.definitions = definitions
        self.findings: list[Finding] = []

    def block(self, meaning: Any, node: Schema, tree: Any, path: Path) -> Any:  # noqa: ANN401
        """The value of a block; None where it is no block or lacks what the value cannot be without."""
        if not isinstance(tree, dict):
            return None
        inside: dict[str, Any] = tree
        properties = node["properties"]
        renamed = RENAMED.get(meaning, {})
        fields: dict[str, Any] = {}
        for key, inner in inside.items():
            known = properties.get(key)
            if known is None or inner is None:
                continue
            value = self.value(known, inner, path, key)
            if value is not None:
                fields[renamed.get(key, key)] = value
        for key in node.get("required", ()):
            if key in inside and inside[key] is None:
                self._empty(properties[key], path, key)
        if all(name in fields or name in meaning._field_defaults for name in meaning._fields):
            return meaning(**fields)
        return None

    def value(self, node: Schema, tree: Any, path: Path, key: str | int) -> Any:  # noqa: ANN401
        """The value at one place: of a named kind, a list or a table; None where it cannot be read."""
        name = name_of(node)
        if name:
            meaning = BLOCKS.get(name)
            if meaning is not None:
                return self.block(meaning, self.definitions[name], tree, (*path, key))
            return self._scalar(name, tree, path, key) if isinstance(tree, str) else None
        if isinstance(tree, list):
            return self._entries(node, tree, (*path, key)) if "items" in node else None
        if isinstance(tree, dict) and "items" not in node:
            return self._table(node, tree, (*path, key))
        return None

    def _entries(self, node: Schema, tree: list[Any], path: Path) -> tuple[Any, ...]:
        items = node["items"]
        values = (self.value(items, entry, path, index) for index, entry in enumerate(tree) if entry is not None)
        return tuple(value for value in values if value is not None)

    def _table(self, node: Schema, tree: dict[str, Any], path: Path) -> tuple[tuple[str, Any], ...]:
        """Free keys, one kind of value: ``by_claim``, ``paid_by_year``."""
        patterns = node.get("patternProperties")
        kind = next(iter(patterns.values())) if patterns else node["additionalProperties"]
        values = ((key, self.value(kind, inner, path, key)) for key, inner in tree.items() if inner is not None)
        return tuple((key, value) for key, value in values if value is not None)

    def _scalar(self, name: str, text: str, path: Path, key: str | int) -> Any:  # noqa: ANN401
        reader = READERS.get(name)
        if reader is None:
            words = self.definitions[name].get("enum")
            return text if words is None or text in words else None
        value = reader(text)
        if isinstance(value, Unreadable):
            self.findings.append(Finding(value.code, shown(text), value.hint, (*path, key)))
            return None
        return value

    def _empty(self, node: Schema, path: Path, key: str) -> None:
        hint = str(node.get("description", ""))
        self.findings.append(Finding("LED202", f"nothing stands after {key}:", hint, (*path, key)))


class _ReadingAgain(_Reading):
    """A pass over a version of which an earlier one is known, as a document and as a value."""

    def __init__(self, definitions: dict[str, Schema], tree: dict[str, Any], value: Any) -> None:  # noqa: ANN401
        super().__init__(definitions)
        self.tree = tree
        self.known = value
        self.renamed = RENAMED.get(type(value), {})

    def value(self, node: Schema, tree: Any, path: Path, key: str | int) -> Any:  # noqa: ANN401
        if not path and self.tree.get(str(key)) == tree:
            return getattr(self.known, self.renamed.get(str(key), str(key)), None)
        return super().value(node, tree, path, key)

    def _entries(self, node: Schema, tree: list[Any], path: Path) -> tuple[Any, ...]:
        was, values = self.tree.get(str(path[0])), getattr(self.known, str(path[0]), None)
        if len(path) > 1 or not isinstance(was, list) or not isinstance(values, tuple) or len(was) != len(values):
            return super()._entries(node, tree, path)
        same = zip(was, tree, strict=False)
        kept = next((place for place, (old, new) in enumerate(same) if old != new), min(len(was), len(tree)))
        rest = (self.value(node["items"], tree[place], path, place) for place in range(kept, len(tree)))
        return (*values[:kept], *(value for value in rest if value is not None))
