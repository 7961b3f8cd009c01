"""The window: Qt only, no SQL, no PDF and no rules of the field."""
