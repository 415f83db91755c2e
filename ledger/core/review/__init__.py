"""Is the demand right? Checks that find possible grounds, and what cannot be told yet, from the case and its law."""
