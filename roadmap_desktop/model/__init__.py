"""What the application knows and computes: frozen values and pure functions."""
