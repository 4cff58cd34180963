"""Claims of speed and size, each measured beside its floor or its peer in the same run: `naru bench`."""
