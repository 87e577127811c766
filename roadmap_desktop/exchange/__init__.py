"""Files that travel between partners."""
