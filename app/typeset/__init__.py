"""Text to glyphs to tagged PDF."""
