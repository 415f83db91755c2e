"""The semantic three-way merge: two versions of one file and the one both came from, as values; no file, no git."""
