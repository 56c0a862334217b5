# Everything a person does here. `make` lists it. Needs Python 3.11 or newer and make; nothing else.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
ONCE ?=
PORT ?= 8000
export PYTHONDONTWRITEBYTECODE ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz check bench versus docs sbom audit migrate lock clean check-mypy check-pyright check-shape

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(STAMP) ## virtual environment with the locked dependencies
$(STAMP): requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $(STAMP)

run: $(STAMP) ## embedded servers, four services, one county's year; ONCE=1 ends after the story
	$(BIN)/python -m deploy.local run --port $(PORT) $(if $(ONCE),--once)

test: $(STAMP) ## the whole suite in two processes, each on its own embedded servers
	$(BIN)/python -m pytest -n 2

fuzz: $(STAMP) ## 5,000 cases a service from the published OpenAPI
	CW_TEST_CASES=5000 $(BIN)/python -m pytest tests/matrix/test_schemathesis.py -o faulthandler_timeout=0

check: $(STAMP) ## style, types, import contracts, shape
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(MAKE) --no-print-directory -j2 check-pyright check-mypy check-shape
check-mypy: ; $(BIN)/mypy
check-pyright: ; PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
check-shape: ; $(BIN)/lint-imports && $(BIN)/python -m pytest tests/test_shape.py

bench: $(STAMP) ## every figure beside its floor; writes build/bench.json
	$(BIN)/python -m bench

docs: $(STAMP) ## OpenAPI, AsyncAPI and JSON Schema under docs/
	$(BIN)/python -m deploy.local docs

versus: $(STAMP) ## this tree against the commit OLD=…, figure by figure, by turns
	$(BIN)/python -m bench.versus $(OLD)

sbom: $(STAMP) ## software bill of materials (CycloneDX) in build/sbom.json
	$(BIN)/python -m deploy.sbom build/sbom.json

audit: ## known vulnerabilities, where an advisory database is reachable; 0 none, 1 some, 2 nobody could be asked
	@sh deploy/audit.sh $(PYTHON)

migrate: $(STAMP) ## bring the databases named in the environment to the newest schema
	$(BIN)/python -m deploy.migrate

lock: requirements.in ## renew requirements.lock (needs uv)
	uv pip compile requirements.in --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate -o requirements.lock

clean: ## forget build results and the local data directory
	rm -rf build .state .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
