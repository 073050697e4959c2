"""Where the log of a command that keeps running goes: standard error, for whoever keeps logs there."""

import logging


def log_to_stderr(level: int) -> None:
    """Lines of this service from `level` on, of libraries from WARNING on; none holds a contact or a token.

    Without this the log channel of the reminders would tell nobody anything.
    """
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )
    logging.getLogger("service").setLevel(level)
