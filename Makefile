# The few commands of this house. `make demo` and `make test` do all their own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# CI has every part, so there the rooms that must be covered whole are held to it.
COVER := $(if $(CI),--cov=workflow --cov-fail-under=100)

.PHONY: help demo test soak check bench schemas reference form lock clean

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "klynge needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## drop the examples into a workspace, and see charters, agendas and minutes come out
	$(BIN)/python examples/demo.py demo

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -n auto $(COVER)

soak: $(READY)  ## tell the long stories whole: kills, refusals, power cuts, races, crowds (about twenty minutes on two cores)
	KLYNGE_SOAK=1 $(BIN)/python -m pytest tests/soak -n auto -v --durations 0

check: $(READY)  ## lint, types (also as on Windows), contracts between the floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --package workflow
	$(BIN)/lint-imports

bench: $(READY)  ## measure every bar, as ratios side by side, and say what could not be run
	$(BIN)/python -m benchmarks

schemas: $(READY)  ## write schemas/ from the models
	$(BIN)/python docs/reference.py schemas

reference: $(READY)  ## write docs/felter.md from the models
	$(BIN)/python docs/reference.py fields

form: $(READY)  ## write templates/docx/dagsordensforslag.docx from the models and the register
	$(BIN)/python docs/reference.py form

lock:  ## renew requirements.lock: names, versions and hashes only (needs uv)
	uv pip compile --universal --generate-hashes --no-annotate --no-emit-index-url --no-header --quiet \
		--group dev --extra hurtig pyproject.toml --output-file requirements.lock

clean:  ## remove what was made
	rm -rf $(VENV) demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
