"""Requests for a talk: written down from a slip in a few keys, and the queue of those who wait."""
