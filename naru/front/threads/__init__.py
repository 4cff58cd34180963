"""The thread: how one meeting of the programme led to the next, from the booth to the patient."""
