"""What history goes by: how entries are sealed, what is masked, how work is tried again."""
