"""Questions, asked in plain words and only where someone sits at a terminal."""

from __future__ import annotations

import sys

import typer


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, default: str = "") -> str:
    """The answer, or the default: at once where nobody can be asked."""
    if not at_terminal():
        return default
    answer = typer.prompt(question, default=default, show_default=bool(default), err=True)
    return str(answer).strip()
