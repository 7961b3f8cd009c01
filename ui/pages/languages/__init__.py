"""The languages of the sheets: how far each has come, every line to be corrected, packs for native readers."""
