"""What is kept: one file a record type, each a frozen dataclass whose fields are declared once."""
