"""The activities: every dated undertaking of the programme and who takes part in it."""
