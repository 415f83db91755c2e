"""A plain-text, git-backed case ledger for insurance recoupments."""

__version__ = "0.1.0"
