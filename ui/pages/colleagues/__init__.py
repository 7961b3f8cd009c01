"""Who works here, what each may do, and the recovery sheet."""
