"""The way on: what surrounds one person's talks."""
