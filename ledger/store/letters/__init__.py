"""The one home of Jinja2, markdown-it and typst: templates become Markdown, Markdown becomes PDF."""
