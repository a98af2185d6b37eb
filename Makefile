# Every target explains itself: make help
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
unexport PYTHONDONTWRITEBYTECODE # else every process compiles every file anew: 13 s more for each worker of the tests
PORT ?= 8000
INSTANCE ?= instance/demo
PO := $(wildcard litigation_app/translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

.PHONY: help setup dev run test test-core test-all lint check format translations lock bench system deep tag clean

help: ## show what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PY) -m venv $(VENV) || { echo "Python's venv module is missing. Install it with: sudo apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the desk needs (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-compile --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing what developers need (once) ..."
	@$(BIN)/python -m pip install -q --upgrade pip # an older one does not find httpx[http2] among the pinned
	@$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@ $(VENV)/.run

%.mo: %.po | $(VENV)/.run
	@$(BIN)/pybabel -q compile -i $< -o $@

setup: $(VENV)/.run $(MO) ## build the run-time environment in .venv
	@$(BIN)/python -m compileall -q -j 0 config.py litigation_app migrations # who serves it may write nothing there
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true # as pip does, which asks nothing of files that are for other Pythons

dev: $(VENV)/.dev $(MO) ## add the developers' tools

run: $(VENV)/.run $(MO) ## serve the demo on http://localhost:8000 (sets up first, fills it behind; PORT=8010, INSTANCE=another/folder)
	@LITIGATION_INSTANCE=$(INSTANCE) $(BIN)/litigation show --port $(PORT)

test: system dev ## what CI runs, in ten minutes: each test on one database, a sample of the long walks (docs/testing.md)
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile=landing --durations=30 $(TESTS)

test-core: dev ## the same without Chromium and SoftHSM
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile=landing --durations=30 -m "not browser and not softhsm" $(TESTS)

test-all: system dev ## everything in an hour: both databases, every page in every language, fifty kills (25 on each), ten years of publications
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder --everything --kills 25 --durations=60 $(TESTS)

lint: dev ## format, lint, types, imports: what CI asks before the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --check --lint litigation_app
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint ## what a developer runs before each commit: lint, and the fast tests
	$(BIN)/pytest -q -n 2 --dist loadfile --hypothesis-profile=quick -m "not thorough" tests/rules tests/house

format: dev ## put code and templates in the house's form
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . ; $(BIN)/djlint --quiet --reformat litigation_app

translations: dev ## renew the catalogues (Serbian and Macedonian are written, the others made)
	$(BIN)/python .ci/translations.py

lock: ## renew the lock files (hashes, no addresses) after a change of pyproject.toml
	@$(PY) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install -q uv
	$(VENV)/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra postgres --extra pkcs11 pyproject.toml -o requirements.lock
	$(VENV)/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra postgres --extra pkcs11 --group dev pyproject.toml -o requirements-dev.lock
	$(VENV)/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group actuary -o requirements-actuary.lock

bench: dev ## measure against the floors of the same run
	$(BIN)/litigation bench

$(VENV)/.actuary: requirements-actuary.lock | $(BIN)/python
	@echo "Installing the actuaries' programs that \`make deep\` asks (once) ..."
	@$(PY) -m venv $(VENV)/actuary
	@$(VENV)/actuary/bin/pip install -q --require-hashes -r requirements-actuary.lock
	@touch $@

deep: system dev $(VENV)/.actuary ## long fuzzing, many kills, other people's programs, mutants; writes docs/deep.md (an hour)
	$(BIN)/python -m deep

system: ## make sure that Chromium, SoftHSM and systemd are here (the tests need them)
	@.ci/need-system

tag: ## sign the version that CHANGELOG.md names as a tag of this commit; its day must stand there
	@version=$$(git show HEAD:CHANGELOG.md | sed -nE '/^## /{s/^## ([0-9.]+) \([0-9]{4}-[0-9]{2}-[0-9]{2}\): .*/v\1/p;q}'); \
	  [ -n "$$version" ] || { echo "CHANGELOG.md gives its newest version no day yet: write it there, commit, and tag that commit."; exit 1; }; \
	  git tag -s -m "$$version" "$$version"

clean: ## remove what was built (never an instance)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache litigation_desk.egg-info $(MO)
