"""How each language writes numbers and days; the folders are Django's own format modules."""
