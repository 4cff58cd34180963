"""The words and rules of figures: how they are declared, said, sealed and compared."""
