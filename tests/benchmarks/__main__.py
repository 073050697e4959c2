"""`make bench`: every benchmark prints its table."""

from tests.benchmarks import solving

if __name__ == "__main__":
    solving.print_table()
