"""PDF documents made from plain values."""
