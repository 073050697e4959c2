"""A district made up: for trying out, for the demo, for benchmarks. Every school and name is fictional."""
