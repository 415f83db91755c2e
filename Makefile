# Two commands: `make demo` runs the main job, `make test` passes the tests. Each does its own set-up.
# Needs Python 3.11 or newer with pip and venv, git and make. Without make: the same steps stand in README.md.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test torture mutants lint format bench bench-large bench-audit wheel pictures lock clean

help:
	@echo "make demo      walk through the main job in a sample ledger"
	@echo "make test      lint, types and tests, as CI runs them"
	@echo "make torture   everything goes wrong for ten minutes (docs/torture.md; SCALE=100 MINUTES=300 SEED=1)"
	@echo "make mutants   make the code wrong in one place at a time: do its tests notice? (SAMPLE=50)"
	@echo "make lint      lint and types alone"
	@echo "make format    put the code into the house's form"
	@echo "make bench     measure, as ratios to an empty Python"
	@echo "make bench-large  the same for ten thousand cases"
	@echo "make bench-audit  the audit of twenty thousand saves"
	@echo "make pictures  make the README's pictures anew from real output"
	@echo "make wheel     build a wheel and try it in a fresh environment"
	@echo "make lock      write requirements.lock anew from pyproject.toml"
	@echo "make clean     remove everything that make made"

# Hashes for everything that is fetched; the project itself is then built from what the lock brought.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

demo: $(READY)
	$(BIN)/recoup demo

# Only the core is measured, and its own tests reach every branch of it: the others run without the weight of measuring.
test: lint
	$(BIN)/pytest --numprocesses 2 --dist worksteal tests/core --cov --cov-report=term
	$(BIN)/pytest --numprocesses 2 --dist worksteal --ignore tests/core

SCALE ?= 5
MINUTES ?= 10
SEED ?= $(shell date +%s)

torture: $(READY)
	$(BIN)/python -m tests.torture --scale $(SCALE) --minutes $(MINUTES) --seed $(SEED)

mutants: $(READY)
	$(BIN)/python -m tests.torture.mutants --sample $(or $(SAMPLE),0)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m bench.run

bench-large: $(READY)
	$(BIN)/python -m bench.run --large

bench-audit: $(READY)
	$(BIN)/python -m bench.run --audit

pictures: $(READY)
	$(BIN)/python -m docs.pictures.make

wheel: $(READY)
	bash .ci/wheel $(BIN)/python

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --group build --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url --output-file requirements.lock >/dev/null

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
