"""Widgets that show values and say what the user did."""
