"""The agreements: what the programme and its partners promised each other, from draft to end."""
