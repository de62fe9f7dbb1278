PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OTTER  := $(VENV)/otter

.PHONY: demo test audit setup

demo: setup
	$(BIN)/autograder demo -o demo

test: setup $(OTTER)/ready
	$(BIN)/pytest

audit: setup
	$(BIN)/autograder audit -o autograder/audit

setup: $(VENV)/ready
	@.ci/debian-packages

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Stock Otter, which the packaged archive is run by in the tests, in an environment of its own.
$(OTTER)/ready: $(VENV)/ready
	$(PYTHON) -m venv $(OTTER)
	$(OTTER)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[otter]'
	@touch $@
