"""`make bench`: every benchmark prints its table."""

from tests.benchmarks import changing, printing, reading, serving, solving

if __name__ == "__main__":
    solving.print_table()
    serving.print_table()
    changing.print_table()
    printing.print_table()
    reading.print_table()
