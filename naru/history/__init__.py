"""History: who did what, when and why, and the long work that was asked for."""
