# Every chore has a name here. `make run` and `make test` need only Python 3.11+ and make.
#
#   make run      install what is pinned into .venv and serve Unknot on http://127.0.0.1:8765
#   make test     the whole suite; embedded parts only, no network needed once installed
#   make check    format, lint, types, import contracts
#   make bench    the benchmarks, as tables
#   make fuzz     damaged files by the million, for hours; see fuzz/README.md
#   make lock     pin the requirements again, with hashes, for all platforms
#   make words    gather the sentences for translators
#
# PYTHON names another interpreter (make run PYTHON=python3.13), PORT another port,
# ARGS is handed on: make test ARGS="-k calendar".

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8765
ARGS ?=
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: run test check bench fuzz lock words docs clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed-run
	@$(BIN)/unknot serve --port $(PORT) $(ARGS)

test: $(VENV)/.installed-test
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check src tests benchmarks fuzz scripts
	$(BIN)/ruff check src tests benchmarks fuzz scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

# The fuzzer has no wheel for every machine, so it is installed only here, and asked for by name.
fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -c "import atheris" 2>/dev/null || \
		$(BIN)/python -m pip install --require-hashes -r fuzz/requirements.txt
	$(BIN)/python -m fuzz run $(ARGS)

words: $(VENV)/.installed-dev
	$(BIN)/python scripts/gather_words.py

lock: $(VENV)/.installed-dev
	$(BIN)/python scripts/lock.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment is made by a script, so that a Python that is too old or has no venv
# is told in a sentence.
$(VENV)/.installed-%: requirements/%.txt pyproject.toml scripts/make_venv.py
	@$(PYTHON) scripts/make_venv.py $(VENV) requirements/$*.txt
	@touch $@
