# Công Vụ: two commands are enough. `make demo` to try it, `make test` to test it. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
# Options for pytest: make test T="tests/kernel/jobs -k claim"
T ?=
BIN := .venv/bin
DEMO := CONGVU_DATA=$(or $(CONGVU_DATA),var/demo) CONGVU_DEMO=1

.DEFAULT_GOAL := help
.PHONY: openapi help setup setup-run demo test test-journeys check lint types contracts migrations bench docs screenshots messages lock wheel

help: ## List what can be made
	@echo "Công Vụ. Needs Python 3.11 or newer and make; everything else is installed into .venv."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  PORT=8080 make demo      another port"
	@echo "  FRESH=1 make demo        begin the demo anew"
	@echo "  make test T='-k due'     options for pytest"
	@echo "  UV=1 make setup          install with uv when it is there"

setup: ## Set up everything for developing: packages, translations, front end
	@$(PYTHON) tools/setup.py dev

setup-run:
	@$(PYTHON) tools/setup.py run

demo: setup-run ## Load the made-up province and serve it on http://127.0.0.1:8000 (PORT= to change)
	@echo "==> the demo: Lam Giang, a made-up province, in $(or $(CONGVU_DATA),var/demo)"
	@$(DEMO) $(BIN)/congvu demo $(if $(FRESH),--fresh)
	@echo "==> serving on http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@$(DEMO) $(BIN)/congvu serve --port $(PORT)

test: setup ## Run the tests on SQLite
	@echo "==> running the tests on $(if $(CONGVU_DATABASE_URL),the database of CONGVU_DATABASE_URL,SQLite)"
	@$(BIN)/pytest -q -n auto --maxprocesses 4 $(T)

test-journeys: setup ## Walk through the screens in Chromium
	@echo "==> walking through the screens"
	@$(BIN)/pytest -q -m journey $(T)

check: lint types contracts migrations ## Lint, types, contracts between rooms, migrations (no tests)

lint: setup
	@echo "==> ruff"
	@$(BIN)/ruff check .

types: setup
	@echo "==> mypy --strict"
	@$(BIN)/mypy

contracts: setup
	@echo "==> contracts between the rooms"
	@$(BIN)/lint-imports --no-cache

migrations: setup
	@echo "==> migrations agree with the models"
	@CONGVU_DATA=build/check $(BIN)/congvu manage makemigrations --check --dry-run

bench: setup ## Measure, and print one table of ratios
	@$(BIN)/python -m benchmarks

docs: setup ## Check the documents: every link leads somewhere
	@$(BIN)/python tools/docs.py

screenshots: setup ## Take the pictures of the documents anew (needs Chromium)
	@$(BIN)/python tools/screenshots.py

openapi: setup ## Write the contract of the API into docs/api/openapi.json
	@$(BIN)/congvu openapi > docs/api/openapi.json.part && mv docs/api/openapi.json.part docs/api/openapi.json

messages: setup ## List the sentences of the interface that have no Vietnamese yet
	@$(BIN)/python tools/sentences.py

lock: setup ## Resolve the dependencies anew and write the lock files
	@$(BIN)/python tools/lock.py

wheel: setup ## Build the sdist and the wheel into dist/
	@$(BIN)/python -m build --outdir dist .
