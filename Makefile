# Everything that is done with a checkout. `make` alone lists it.
#
# Needs Python 3.11 or newer. Python packages go to .venv and come from wherever this machine's pip is set up to find them; the
# versions are those of requirements.lock. What is installed already is not installed again until pyproject.toml or the lock changes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint requirements.lock
DECLARED := pyproject.toml requirements.lock .venv/made

.PHONY: help site serve test pictures bench accuracy check format clean

help: ## List what can be made
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 14

site: .venv/for-site ## Build the archive in content/ into site/
	$(BIN)/archive build

serve: .venv/for-site ## Show the archive at http://127.0.0.1:8000 and follow changes in content/
	$(BIN)/mkdocs serve

# The tests of one file stay in one process: what they share is made once. Files come in their order: those with the fewest tests, which would
# else come last, are the slowest.
test: .venv/for-test ## Run all tests on all cores, those in a browser included
	RESOLUTION_CHROMIUM="$$(scripts/chromium)" $(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder

pictures: .venv/for-test ## Take pictures of ten kinds of pages at three widths into build/pictures (SITE=... a built site)
	RESOLUTION_CHROMIUM="$$(scripts/chromium)" $(BIN)/python scripts/pictures.py $(if $(SITE),--site "$(SITE)")

bench: .venv/for-site ## Measure import and builds on a folder of XML (CORPUS=..., OPTIONS=...)
	$(BIN)/python -m benchmarks.measure "$(CORPUS)" $(OPTIONS)

accuracy: .venv/for-test ## Measure how well each format is read, and write content/about/accuracy.md
	$(BIN)/python -m benchmarks.accuracy --page content/about/accuracy.md

check: .venv/for-dev ## Lint, format, types and the order of the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/unit/test_layers.py

format: .venv/for-dev ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove whatever was made here: site/, .venv, caches
	rm -rf site build dist .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made: scripts/venv
	scripts/venv
	touch $@

.venv/for-site: $(DECLARED)
	@echo "Installing the archive builder into .venv (once; a minute or two)"
	$(INSTALL) --editable .
	touch $@

.venv/for-test: $(DECLARED) .venv/for-site
	$(INSTALL) --editable '.[test]'
	touch $@

.venv/for-dev: $(DECLARED) .venv/for-site
	$(INSTALL) --editable '.[dev]'
	touch $@
