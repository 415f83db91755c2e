"""What a schema refuses, in the words of the people who keep cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ledger.core.definition import Definition, Schema, definition_at, homes_of
from ledger.core.finding import Finding, Path
from ledger.core.scalar import READERS, Unreadable, shown

_HOMES_NAMED = 3
_CLOSE = 0.6


class Misfit(NamedTuple):
    """One thing that a validator refused: where, the schema's keyword, and what stands there."""

    path: Path
    keyword: str
    instance: Any


def explained(misfits: Iterable[Misfit], schema: Schema, *, values: bool) -> list[Finding]:
    """The findings for what a validator refused.

    ``values`` says whether days, amounts and numbers are to be named too; where a typed reading of the same document
    names them, they are left to it.
    """
    refused = list(misfits)
    shapeless = {misfit.path for misfit in refused if misfit.keyword == "type"}
    findings: list[Finding] = []
    for misfit in refused:
        if misfit.keyword == "type" or misfit.path not in shapeless:
            findings += _findings(misfit, schema, values=values)
    return list(dict.fromkeys(findings))


def _findings(misfit: Misfit, schema: Schema, *, values: bool) -> list[Finding]:
    place = definition_at(schema, misfit.path)
    if place is None:  # inside what is unknown already
        return []
    if misfit.keyword == "additionalProperties":
        return _unknown_keys(misfit, place, schema)
    if misfit.keyword == "required":
        return _missing_keys(misfit, place, schema)
    if misfit.keyword == "type":
        return [_wrong_shape(misfit, place)]
    return _wrong_text(misfit, place, values=values)


def _unknown_keys(misfit: Misfit, place: Definition, schema: Schema) -> list[Finding]:
    known = place.node.get("properties")
    if known is None:
        return _wrong_names(misfit, place)
    block = _named(misfit.path, place)
    return [
        Finding(
            "LED201",
            f"{shown(key)} is no key of {block}",
            _meant(key, list(known), misfit.path, schema),
            (*misfit.path, key),
        )
        for key in misfit.instance
        if key not in known
    ]


def _wrong_names(misfit: Misfit, place: Definition) -> list[Finding]:
    """The keys of a table that lack the form it asks for: ``paid_by_year`` wants years."""
    import re

    forms = [re.compile(form) for form in place.node["patternProperties"]]
    return [
        Finding("LED208", f"{shown(key)} is no key of {misfit.path[-1]}", _described(place), (*misfit.path, key))
        for key in misfit.instance
        if not any(form.search(key) for form in forms)
    ]


def _named(path: Path, place: Definition) -> str:
    return f"a {place.title.lower()}" if not path or isinstance(path[-1], int) else str(path[-1])


def _meant(key: str, words: list[str], path: Path, schema: Schema) -> str:
    """The key that was probably meant: a similar one of this block, or this one's home in another block."""
    near = _nearest(key, words)
    if near:
        return f"did you mean {near}?"
    homes = [home for home in homes_of(schema, key) if (home,) != path[:1]]
    if key in schema["properties"] and path:
        homes.insert(0, "the case itself, without indentation")
    if 0 < len(homes) <= _HOMES_NAMED:
        return f"{key} belongs under {' or '.join(homes)}"
    return "the keys here are " + ", ".join(words)


def _nearest(word: str, words: list[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), words, 1, _CLOSE)), "")


def _missing_keys(misfit: Misfit, place: Definition, schema: Schema) -> list[Finding]:
    block = _named(misfit.path, place)
    return [
        Finding(
            "LED202",
            f"{key} is missing in {block}",
            _taught(schema, (*misfit.path, key)),
            (*misfit.path, key),
        )
        for key in place.node["required"]
        if key not in misfit.instance
    ]


def _taught(schema: Schema, path: Path) -> str:
    """What a place is for, with an example: the words an editor shows when the mouse rests on it."""
    place = definition_at(schema, path)
    return "" if place is None else _described(place)


def _described(place: Definition) -> str:
    example = next((example for example in place.examples if isinstance(example, str | int | float)), None)
    if example is None:
        return place.description
    return f"{place.description} For example: {str(example).lower() if example is True else example}"


def _wrong_shape(misfit: Misfit, place: Definition) -> Finding:
    stands = _SHAPES[type(misfit.instance)]
    key = _key(misfit.path)
    if "array" in place.node["type"]:
        wanted, hint = "a list", "begin each entry on its own line with a dash, or put short ones in brackets: [a, b]"
    elif "object" in place.node["type"]:
        known = ", ".join(place.node.get("properties", ()))
        wanted, hint = "a block of keys", f"below {key}: indent its keys by two spaces more, each as key: value"
        hint += f"; the keys are {known}" if known and misfit.path else ""
    else:
        wanted, hint = "a single value", f"write one value after {key}: and quote it where it begins with a bracket"
    return Finding("LED206", f"{key} holds {stands}, where {wanted} belongs", hint, misfit.path)


_SHAPES = {dict: "a block of keys", list: "a list", str: "a single value", type(None): "nothing"}


def _wrong_text(misfit: Misfit, place: Definition, *, values: bool) -> list[Finding]:
    text, key = misfit.instance, _key(misfit.path)
    if place.name in READERS:
        return [_unreadable(text, place, misfit.path)] if values else []
    if misfit.keyword == "enum":
        return [_no_choice(text, place, misfit.path)]
    if not text:
        return [Finding("LED208", f"an empty text stands after {key}:", "leave the value out", misfit.path)]
    message = f"{shown(text)} has not the form of {key}"
    if "\n" in text:
        message = f"{key} holds several lines, where one belongs"
    return [Finding("LED208", message, _described(place), misfit.path)]


def _unreadable(text: str, place: Definition, path: Path) -> Finding:
    value = READERS[place.name](text)
    code, hint = value if isinstance(value, Unreadable) else ("LED208", _described(place))
    return Finding(code, shown(text), hint, path)


def _no_choice(text: str, place: Definition, path: Path) -> Finding:
    words = [word for word in place.node["enum"] if isinstance(word, str)]
    near = _nearest(text, words)
    listed = "the words are " + ", ".join(words)
    hint = f"did you mean {near}? {listed}" if near else listed
    return Finding("LED205", f"{shown(text)} is not a word for {_key(path)}", hint, path)


def _key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "the file")
