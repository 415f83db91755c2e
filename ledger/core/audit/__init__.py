"""The judgement of the audit: what a walk over every save proves, what it finds and what it cannot know."""
