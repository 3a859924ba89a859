# cxadvisor: `make` lists what there is to do. Everything runs in .venv, which is made when it is missing or out of date.

PYTHON  ?= python3
VENV    := .venv
RUN     := $(VENV)/bin/python
EXAMPLE ?= examples/furniture-retailer --lang en
PIP     := $(RUN) -m pip --disable-pip-version-check -qq
SHELL   := /bin/bash

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check format compile meanings bench wheel clean

help:  ## List the targets
	@echo "cxadvisor – checks a Customer Experience Strategy Canvas for consistency"
	@echo
	@awk -F ':.*## *' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.installed  ## Review an example strategy, on the terminal
	@echo "\$$ cxadvisor review $(EXAMPLE)"
	@$(VENV)/bin/cxadvisor review $(EXAMPLE)

test: lint types  ## Run every check and the whole test suite
	@echo "tests: pytest (layers, compiled data and packaging among them)"
	@$(RUN) -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-test  ## Check style and formatting with ruff
	@echo "lint: ruff"
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check . || { echo "Some files are not formatted. Run: make format"; exit 1; }

types: $(VENV)/.installed-test  ## Check types with mypy, strictly
	@echo "types: mypy --strict"
	@$(RUN) -m mypy --no-error-summary

check: lint types  ## Run every check except the tests

format: $(VENV)/.installed-test  ## Format the code
	@$(RUN) -m ruff check --quiet --fix .
	@$(RUN) -m ruff format --quiet .

compile: $(VENV)/.installed  ## Compile rules, knowledge and texts from YAML to JSON
	@$(RUN) -m cxadvisor.compile

meanings: $(VENV)/.installed-test  ## Have the language model read concepts whose wordings have changed
	@$(RUN) -m cxadvisor.compile meanings

bench: $(VENV)/.installed-test  ## Run the benchmarks
	@$(PIP) install -e '.[benchmark]'
	@for file in benchmarks/*.py; do echo "$$file"; $(RUN) "$$file"; echo; done

wheel: $(VENV)/.installed-test  ## Build the wheel and the source distribution into dist/
	@rm -rf build dist *.egg-info
	@report=$$($(RUN) -m build --outdir dist . 2>&1) || { echo "$$report"; exit 1; }
	@rm -rf build
	@ls dist/*

clean:  ## Remove .venv and whatever was built
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is older than what it was made from when something must be installed again. A .venv that does not work here
# (its Python is gone, the checkout was moved, its making was cut short) is made anew.
WORKS := [ "$$(cat $(VENV)/.home || echo "$(CURDIR)")" = "$(CURDIR)" ] && $(RUN) -c 'import pip'
AGAIN := $(if $(wildcard $(VENV)/.home),$(shell { $(WORKS); } 2> /dev/null || echo again))

$(VENV)/.installed: setup.cfg pyproject.toml $(AGAIN)
	$(make_venv)
	@echo "Installing cxadvisor into $(VENV)"
	@$(PIP) install -e .
	@$(RUN) -m compileall -q cxadvisor
	@touch $@

$(VENV)/.installed-test: setup.cfg pyproject.toml $(AGAIN)
	$(make_venv)
	@echo "Installing cxadvisor and its test tools into $(VENV)"
	@$(PIP) install -e '.[test]'
	@$(RUN) -m compileall -q cxadvisor
	@touch $@ $(VENV)/.installed

.PHONY: again
again:

# What is missing is named together with the one line that installs it.
SUDO    := $(if $(filter 0,$(shell id -u)),,sudo )
PACKAGE := $(if $(shell command -v apt-get),apt-get install -y python3 python3-venv,$(if $(shell command -v dnf),dnf install -y python3,brew install python))
INSTALL := Install it with: $(SUDO)$(PACKAGE)

define make_venv
@{ $(WORKS); } 2> /dev/null || { \
	stop() { echo "$$1" >&2; exit 1; }; \
	command -v $(PYTHON) > /dev/null || stop "Python 3.11 or newer is missing. $(INSTALL)"; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| stop "$(PYTHON) is older than Python 3.11. Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12"; \
	$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || stop "Python's venv module is missing. $(INSTALL)"; \
	echo "Making $(VENV)"; \
	$(PYTHON) -m venv --clear $(VENV) && echo "$(CURDIR)" > $(VENV)/.home; \
}
endef
