"""A packet: one letter with its exhibits as pages, numbered, labelled and split where the payer takes no more."""
