PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test audit setup

demo: setup
	$(BIN)/autograder demo -o demo

test: setup
	$(BIN)/pytest

audit: setup
	$(BIN)/autograder audit --quick -o autograder/audit

setup: $(VENV)/ready
	@.ci/debian-packages

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
