"""e-News: bulletins in several languages that quote figures."""
