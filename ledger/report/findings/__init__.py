"""Findings for people, programs, GitHub and code scanners: one format a file."""
