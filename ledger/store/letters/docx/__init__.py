"""Letters as DOCX: made from the blocks of the Markdown, and read back for a check."""
