"""What is counted: measures over the records, as tables that print the rule they were counted by."""
