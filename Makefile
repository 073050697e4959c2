# Everything needs only make and a Python of 3.11 or newer with venv; every target sets up what it needs by itself.

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
# requirements.txt is enough to serve; requirements-dev.txt (the default) adds what the tests need.
REQUIREMENTS ?= requirements-dev.txt
STAMP := $(VENV)/.setup-$(basename $(REQUIREMENTS))
CODE := calendars service migrations tests
# A worker for each core, eight at most: each makes its own schema, templates and browser. One that has nothing left
# takes tests from the end of another's row, so that what a folder shares is made as seldom as can be.
WORKERS := -n auto --maxprocesses 8 --dist worksteal
# The newest release of the tool that writes the two requirements files.
LOCK_TOOL := uv==0.13.9

.PHONY: help setup run test lint format bench bench-feeds bench-solver bench-district soak lock clean

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: $(STAMP) ## install everything into .venv (does nothing when it is up to date)

$(STAMP): $(REQUIREMENTS) pyproject.toml
	@python=''; \
	for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	  then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'make setup: no Python of 3.11 or newer with venv was found. Tried: $(PYTHON) python3 python3.13 python3.12 python3.11.' >&2; \
	  echo 'Install one (Debian and Ubuntu: apt-get install python3 python3-venv), or name one: make setup PYTHON=/path/to/python3' >&2; \
	  exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	  echo "make setup: $(VENV) with $$("$$python" --version)"; \
	  "$$python" -m venv --clear $(VENV) || exit 1; \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(REQUIREMENTS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

run: setup ## the demo: a community is made, solved, published and served; prints its addresses
	$(BIN)/tongke demo

# Compiled first: the commands that tests start are processes, and each would compile all it imports by itself where
# PYTHONDONTWRITEBYTECODE is set.
test: setup lint ## every test, after lint and types
	@$(BIN)/python -m compileall -q calendars migrations service
	$(BIN)/python -m pytest $(WORKERS)

lint: setup ## ruff (rules and format) and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)

format: setup ## let ruff mend and format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## print the benchmarks
	@test -x build/peers/bin/python || { $(BIN)/python -m venv build/peers && \
	  build/peers/bin/python -m pip install --quiet --disable-pip-version-check Radicale; } || \
	  echo 'make bench: without Radicale' >&2
	$(BIN)/python -m tests.benchmarks

# Programs, not libraries of ours: each in build/, none pinned, none shipped. What cannot be had is skipped, and said.
bench-feeds: setup ## every feed, as six calendar programs read it
	@mkdir -p build/readers
	@test -d build/readers/node_modules/node-ical || npm install --silent --no-save --no-package-lock \
	  --prefix build/readers ical.js@2 node-ical@0 || echo 'make bench-feeds: without ical.js and node-ical' >&2
	@test -x build/readers/venv/bin/khal || { $(BIN)/python -m venv build/readers/venv && \
	  build/readers/venv/bin/python -m pip install --quiet --disable-pip-version-check khal; } || \
	  echo 'make bench-feeds: without khal' >&2
	$(BIN)/python -m tests.benchmarks.feeds

bench-solver: setup ## the solver's tables: from scratch beside FET, the first, a minute of polish, what-if; some 15 minutes
	$(BIN)/python -m tests.benchmarks.from_scratch
	$(BIN)/python -m tests.benchmarks.solving

bench-district: setup ## all tables of 127 communities with 420 schools, on this machine and on two Dask workers
	$(BIN)/python -m tests.benchmarks.district_solving

# One after another: they hold the reader to its seconds, which neighbours would take from it.
soak: setup ## the long tests, which `make test` leaves out
	$(BIN)/python -m pytest -m soak

lock: ## write requirements.txt and requirements-dev.txt anew, newest versions, with hashes
	@test -x .lock-venv/bin/uv || { python3 -m venv .lock-venv && .lock-venv/bin/python -m pip install --quiet '$(LOCK_TOOL)'; }
	.lock-venv/bin/uv pip compile pyproject.toml --extra build --extra dev $(LOCK_FLAGS) -o requirements-dev.txt
	.lock-venv/bin/uv pip compile pyproject.toml --extra build -c requirements-dev.txt $(LOCK_FLAGS) -o requirements.txt

# --universal: one file for every system and CPython from 3.11 on, with the hashes of all their wheels.
# No address of a registry goes into the files: whoever installs uses the one he trusts.
LOCK_FLAGS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command 'make lock'

clean: ## remove what the other targets made
	rm -rf $(VENV) .lock-venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
