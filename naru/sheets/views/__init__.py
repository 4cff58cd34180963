"""The screens of sheets and uploads."""
