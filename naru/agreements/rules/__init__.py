"""What agreements are bound by: words, moves, standings, deadlines; no tables, no clock."""
