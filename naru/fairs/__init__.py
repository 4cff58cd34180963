"""The fairs: booths, visitors, consultations, forums and their meetings."""
