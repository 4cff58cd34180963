"""The tables of the fairs: the booths' side and the forum's."""
