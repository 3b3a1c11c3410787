# Needs Python 3.11 or newer and make. All targets work in .venv, which is rebuilt when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
LANGUAGE ?= fr
EXAMPLES := examples/stories
DB := build/example.db

.PHONY: help run test browser lint format score train clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Verbale needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(VENV)/installed  ## build the example stories, print the time line and one contact
	@mkdir -p build
	$(BIN)/verbale build $(EXAMPLES) --actors examples/actors.toml -o $(DB)
	$(BIN)/verbale show $(DB)
	@first=$$($(BIN)/verbale contacts $(DB) --json | $(BIN)/python -c 'import json, sys; \
	rows = [json.loads(line) for line in sys.stdin]; \
	print(max(rows, key=lambda c: (len(c["divergences"]), len({m["path"] for m in c["mentions"]})))["id"])') && \
	echo && $(BIN)/verbale show $(DB) $$first
	@echo; echo "to read it in a browser: $(BIN)/verbale serve $(DB)"

test: lint browser  ## lint, types, import direction and tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

browser:  ## install Chromium for the browser tests, where this may be done (Debian, root or sudo)
	@command -v chromium >/dev/null || ! command -v apt-get >/dev/null || { \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; else echo "no Chromium, and no root to install it: the browser tests are skipped"; exit 0; fi; \
	$$as apt-get update -qq && $$as apt-get install -qq -y chromium >/dev/null || echo "Chromium could not be installed: the browser tests are skipped"; }

lint: $(VENV)/installed  ## format check, lint, types, import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: $(VENV)/installed  ## score readings against a gold standard in $(SHARED), where there is one
	@if [ ! -d $(SHARED)/eval ]; then echo "no gold standard in $(SHARED); nothing scored"; exit 0; fi; \
	mkdir -p build && set -e && \
	$(BIN)/verbale read --json $(SHARED)/seeds | $(BIN)/python benchmarks/for_scorer.py > build/seeds.jsonl && echo "== seeds" && \
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/gold/seeds build/seeds.jsonl --texts $(SHARED)/seeds && \
	$(BIN)/verbale read --json $(SHARED)/gold/dev/fr | $(BIN)/python benchmarks/for_scorer.py > build/dev-fr.jsonl && echo "== dev, French" && \
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/gold/dev/fr build/dev-fr.jsonl && \
	$(BIN)/verbale read --json $(SHARED)/gold/dev/en | $(BIN)/python benchmarks/for_scorer.py > build/dev-en.jsonl && echo "== dev, English" && \
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/gold/dev/en build/dev-en.jsonl && \
	echo "== attributions, PolNeAR" && $(BIN)/python benchmarks/polnear.py $(SHARED)/data/polnear/dev.jsonl --evaluate $(SHARED)/eval/eval_attribution.py

train: $(VENV)/installed  ## train a pipeline: make train UD=folder-of-treebanks LANGUAGE=en
	@test -n "$(UD)" || { echo "say where the treebanks are: make train UD=FOLDER" >&2; exit 2; }
	$(BIN)/python -m training.train --language $(LANGUAGE) --ud $(UD)

clean:  ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
