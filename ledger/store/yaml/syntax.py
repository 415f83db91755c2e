"""What the parser means, in words for people who type case files."""

from __future__ import annotations

_QUOTES = "put the whole text in quotes"
_INDENT = "line the keys of one block up under each other; the line above may be the cause"

_EXPLAINED = (
    ("incompatible YAML document", "a YAML directive (%) stands here", "delete the line that begins with %"),
    (
        "mapping values are not allowed",
        "a second colon stands in this line",
        f"{_QUOTES}, or check the indentation of the line",
    ),
    (
        "could not find expected ':'",
        "this line has no colon after its key",
        "write key: value; a longer text goes on a line of its own after |",
    ),
    (
        "did not find expected key",
        "no key begins where one was expected",
        f"{_INDENT}; after a closing quote nothing may follow",
    ),
    ("did not find expected '-' indicator", "this line belongs neither to the list nor to its last entry", _INDENT),
    (
        "block sequence entries are not allowed",
        "an entry (-) stands where no list can begin",
        "put the - on a line of its own below the key",
    ),
    (
        "block mapping entries are not allowed",
        "a key stands where none can begin",
        "begin the key on a line of its own",
    ),
    ("mapping keys are not allowed", "a key stands where none can begin", "begin the key on a line of its own"),
    ("cannot start any token", "a value cannot begin with this character", _QUOTES),
    (
        "unknown escape character",
        "the \\ in double quotes begins no known escape",
        "write \\\\ for one \\, or use single quotes",
    ),
    (
        "unexpected end of stream",
        "the quotes that open here are never closed",
        "add the closing quote where the text should end",
    ),
    (
        "document indicator",
        "the quotes that open here are never closed",
        "add the closing quote where the text should end",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in [ ] is not closed, or lacks a comma",
        "part the items with commas and end with ]; quote a text that holds brackets",
    ),
    (
        "did not find expected ',' or '}'",
        "a block in { } is not closed, or lacks a comma",
        "part the fields with commas and end with }; quote a text that holds commas",
    ),
    ("did not find expected node content", "a value is missing between the commas or brackets", _QUOTES),
    ("did not find expected <document start>", "the line does not belong to the text before it", _INDENT),
    (
        "did not find expected comment or line break",
        "text follows | or > on the same line",
        "begin the text on the next line, indented",
    ),
    (
        "leading empty line",
        "the first line of the text after | is indented less than an empty line before it",
        "delete the blanks of the empty line",
    ),
    ("while scanning an anchor", "a value cannot begin with & or *", _QUOTES),
    ("alphabetic or numeric character", "a value cannot begin with & or *", _QUOTES),
    ("exceeded maximum nesting", "too many brackets are open", "close them, or quote a text that holds brackets"),
    ("Unicode character escape", "the \\u in double quotes names no character", "write the character itself"),
    ("found undefined tag handle", "a value cannot begin with !", _QUOTES),
)


_OTHER_CODES = {"exceeded maximum nesting": "LED109", "incompatible YAML document": "LED105"}


def explained(problem: str) -> tuple[str, str, str]:
    """Code, message and hint for a parser's complaint, which speaks of tokens and nodes."""
    code = next((code for words, code in _OTHER_CODES.items() if words in problem), "LED101")
    for words, message, hint in _EXPLAINED:
        if words in problem:
            return code, message, hint
    return code, "the text is not YAML here", f"{_INDENT}; {_QUOTES} where it holds : # [ ] {{ }}"
