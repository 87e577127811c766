"""Qt item models over model values."""
