# make demo   imports the plans in samples/ into plans.db and shows what came out
# make test   everything that must hold: style, types, layers, tests
# make screenshots  the pictures in docs/screenshots/ anew, of what the browser shows of samples/
# make system what Debian has to give: LibreOffice for .doc files, Tesseract for scans; called by the other two

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := demo
.PHONY: demo test screenshots system clean

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
EDITABLE := --editable . --config-settings editable_mode=strict

# A file that shows that it is there=the package that brings it. The demo needs the first two alone.
FOR_DEMO := /usr/bin/soffice=libreoffice-writer /usr/bin/tesseract=tesseract-ocr
DEBIAN := $(FOR_DEMO) /usr/bin/chromium=chromium /usr/lib/postgresql/*/bin/initdb=postgresql
demo: DEBIAN := $(FOR_DEMO)

system:
	@missing=""
	for each in $(DEBIAN); do
	    compgen -G "$${each%%=*}" >/dev/null || command -v "$$(basename "$${each%%=*}")" >/dev/null || missing="$$missing $${each#*=}"
	done
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"
	if [ -z "$$missing" ]; then exit 0; fi
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	    echo "Not installed:$$missing. What needs them is left out; as root: apt-get install --no-install-recommends$$missing" >&2
	    exit 0
	fi
	export DEBIAN_FRONTEND=noninteractive
	{ apt-get -qq update && apt-get -qq install -y --no-install-recommends $$missing; } </dev/null >/dev/null ||
	    echo "apt-get could not install$$missing: what needs them is left out" >&2

# The packages that pyproject.toml asks for, installed again when it changes.
$(BIN)/.for-demo: pyproject.toml | system
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install $(EDITABLE)
	touch $@

$(BIN)/.for-test: pyproject.toml | system
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install 'setuptools>=77' wheel && $(PIP) install $(subst .,'.[dev]',$(EDITABLE))
	touch $@ $(BIN)/.for-demo

# A strict editable install links the files that there are: it is made anew when there are others.
SOURCES := schema.sql $(shell find cli extract load normalise picture trace -type f -not -name '*.pyc') $(wildcard *.py)
$(BIN)/.linked: $(BIN)/.for-demo $(SOURCES)
	@$(PIP) install --no-deps $(EDITABLE)
	touch $@

demo: $(BIN)/.linked
	@$(BIN)/plantrace import samples --db plans.db
	$(BIN)/plantrace status --db plans.db
	echo; echo "The first actions to fall due, of plan_rows:"
	$(BIN)/python - <<'END'
	import sqlite3
	query = """SELECT document, page_first, recommendation_number, due, lead_raw, rag, status, SUBSTR(action, 1, 60)
	           FROM plan_rows WHERE due IS NOT NULL ORDER BY due, document, position LIMIT 8"""
	for row in sqlite3.connect("plans.db").execute(query): print(*("" if value is None else " ".join(str(value).split()) for value in row), sep=" | ")
	END

test: $(BIN)/.for-test
	@$(PIP) install --no-deps --no-build-isolation $(EDITABLE)
	touch $(BIN)/.linked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict -p plantrace
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

screenshots: $(BIN)/.for-test $(BIN)/.linked
	@$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
