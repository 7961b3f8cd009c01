"""Deleting for good: a person, in two steps, with what is lost; one entry, or one text of it."""
