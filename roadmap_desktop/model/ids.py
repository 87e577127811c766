"""Names of new rows: random, so that two files never give the same one to different things."""

import os


def new_id() -> str:
    """32 hexadecimal digits, 128 bits from the system's generator.

    Not from `uuid`, which asks what system this is before anything is shown.
    """
    return os.urandom(16).hex()
