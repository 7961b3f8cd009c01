"""The service: partners and agreements, who does what, and the logs that the checklist and the year's numbers ask for."""
