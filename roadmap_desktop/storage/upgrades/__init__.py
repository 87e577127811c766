"""From an older file format to a new file: one module of plain SQL per released version."""
