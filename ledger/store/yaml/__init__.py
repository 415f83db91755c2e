"""YAML: reading by events under a strict screen, places of values, and edits that keep every other byte."""
