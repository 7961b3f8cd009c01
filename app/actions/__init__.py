"""The verbs: one function is one use case is one transaction, and returns what it changed."""
