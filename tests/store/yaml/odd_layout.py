"""Writes one document in every layout a person or an editor may choose; the reader must see the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.yaml.reader import Tree, read

if TYPE_CHECKING:
    from random import Random

_REMARKS = ("see the letter", "é ü ß 漢字", "was: 12.00", "don't", "x" * 150, "- not: an entry", '"quoted"')


class OddLayout:
    """One person's habits, drawn once; whims are drawn at every line."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._step = chance.choice([1, 2, 2, 3, 4])
        self._dash = chance.choice([0, 0, 2, 2, 4])
        self._gap = " " * chance.choice([1, 1, 1, 3])
        self._flow = chance.choice([0.0, 0.2, 0.5])
        self._remarks = chance.choice([0.0, 0.2, 0.6])
        self._newline = chance.choice(["\n", "\n", "\r\n"])
        self._final = chance.choice(["\n", "\n", "", "\n\n", "\n# end\n"])
        self._lines: list[str] = []
        self._below_text = 0

    def written(self, tree: dict[str, Tree]) -> str:
        """The document's text; it reads back as the document."""
        self._lines = ["# yaml-language-server: $schema=x"] if self._maybe(0.3) else []
        self._mapping(tree, 0, "")
        text = self._newline.join(self._lines) + self._final.replace("\n", self._newline)
        if not self._final and read(text.encode())[0] != tree:  # a text after | needs its last line break
            text += self._newline
        assert read(text.encode())[0] == tree, text
        return text

    def _maybe(self, odds: float) -> bool:
        return self._chance.random() < odds

    def _remark(self) -> str:
        return (
            f"{' ' * self._chance.randint(1, 6)}# {self._chance.choice(_REMARKS)}" if self._maybe(self._remarks) else ""
        )

    def _between(self, indent: int) -> None:
        if self._below_text:  # an indented remark here would belong to the text
            indent = self._below_text = 0
            self._lines.append("# left of the text")
        elif self._maybe(self._remarks / 2):
            self._lines.append(
                " " * self._chance.choice([0, indent, indent, indent + 2]) + "# " + self._chance.choice(_REMARKS)
            )
        if self._maybe(0.15):
            self._lines.append(self._chance.choice(["", "", "   "]))

    def _mapping(self, tree: dict[str, Tree], indent: int, first: str) -> None:
        for number, (key, value) in enumerate(tree.items()):
            if number or not first:
                self._between(indent)
            start = first if first and not number else " " * indent
            self._value(f"{start}{key}:", value, indent, in_list=False)

    def _list(self, items: list[Tree], indent: int) -> None:
        for item in items:
            self._between(indent)
            start = " " * indent + "-"
            if isinstance(item, dict) and item and not self._maybe(self._flow):
                self._mapping(item, indent + 1 + len(self._gap), start + self._gap)
            else:
                self._value(start, item, indent, in_list=True)

    def _value(self, start: str, value: Tree, indent: int, *, in_list: bool) -> None:
        if value is None:
            self._lines.append(start + self._remark())
        elif isinstance(value, str):
            self._text(start, value, indent)
        elif not value or self._maybe(self._flow) or (in_list and isinstance(value, list)):
            self._lines.append(f"{start} {self._in_flow(value)}{self._remark()}")
        elif isinstance(value, dict):
            self._lines.append(start + self._remark())
            self._mapping(value, indent + self._step, "")
        else:
            self._lines.append(start + self._remark())
            self._list(value, indent + self._dash)

    def _text(self, start: str, text: str, indent: int) -> None:
        if "\n" in text.strip("\n") and not text.endswith("\n\n") and text[0] != "\n" and self._maybe(0.7):
            sign = "|" if text.endswith("\n") else "|-"
            self._lines.append(f"{start} {sign}{self._remark()}")
            self._below_text = 1
            inner = " " * (indent + self._chance.choice([1, 2, 4, 5]) + len(self._gap))
            self._lines.extend(inner + line if line else "" for line in text.removesuffix("\n").split("\n"))
        else:
            self._lines.append(f"{start}{' ' * self._chance.choice([1, 1, 1, 3])}{self._quoted(text)}{self._remark()}")

    def _in_flow(self, value: Tree) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return self._quoted(value, ",[]{}")
        blank = " " if self._maybe(0.3) else ""
        if isinstance(value, dict):
            return (
                "{" + blank + ", ".join(f"{key}: {self._in_flow(inner)}" for key, inner in value.items()) + blank + "}"
            )
        return "[" + blank + ", ".join(map(self._in_flow, value)) + blank + "]"

    def _quoted(self, text: str, awkward: str = "") -> str:
        double = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        if "\n" in text:
            return double
        plain = (
            text and not any(sign in text for sign in awkward) and read(f"k: {text}\n".encode()) == ({"k": text}, [])
        )
        forms = [double, "'" + text.replace("'", "''") + "'", *([text] * 4 if plain else [])]
        return self._chance.choice(forms)
