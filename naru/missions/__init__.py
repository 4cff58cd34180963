"""The missions: volunteers, the field clinic with its pharmacy and its log, and consignments."""
