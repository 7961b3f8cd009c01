"""Everything of Overgang that needs no window: records, store, type, documents, actions."""
