"""A whole mission rehearsed in fast motion, with faults, and a checker that shares no code with it. See decision 0044."""
