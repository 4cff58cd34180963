"""The meeting plan: values in, a plan and reasons out."""
