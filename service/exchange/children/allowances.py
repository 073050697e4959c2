"""How much a child process may take."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Allowance:
    """What ends a child; its start counts.

    The processor's seconds are what hostile work costs, however busy the machine is. The clock's are more, so
    that honest work is not refused beside a long solve; they end what waits for something.
    """

    memory_bytes: int  # of address space
    processor_seconds: int
    clock_seconds: float
