"""The .roadmap file: one SQLite database, written carefully."""
