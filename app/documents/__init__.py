"""What comes out: one file a document, `gather` (store → plain data) and `draw` (data → paper)."""
