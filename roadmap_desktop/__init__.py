"""Roadmap Desktop: an offline planning tool for multidisciplinary anti-human-trafficking task forces."""

__version__ = "0.1.0"
