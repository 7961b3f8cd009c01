"""What comes out: one file a document, `gather` (store → plain data) and `render` (data → PDF bytes)."""
