"""Pages of papers: the one home of pikepdf, where exhibits are opened, stamped and bound into a packet."""
