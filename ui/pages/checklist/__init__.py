"""The quality checklist: a round with its 24 questions."""
