"""Settings: the school's facts, what Today reminds of, the school's lists, this window, and safety."""
