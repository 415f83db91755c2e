"""The rows of the register of letters, by where they belong."""
