# `make reports` and `make test` prepare everything they need; the other targets are for a working day.
# Everything here can be done without make: see README.md.

PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
RIVALS := $(VENV)/rivals/Scripts
else
BIN := $(VENV)/bin
RIVALS := $(VENV)/rivals/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: reports test check format lint types docs pictures lock quality weights bench fuzz mutants clean

reports: $(VENV)/.runtime
	$(BIN)/overlap run data/bilag_b.xlsx --out reports

test: $(VENV)/.development
	$(BIN)/python -X warn_default_encoding -m pytest

check: lint types test

format: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.development
	$(BIN)/mypy

# Run after changing a message, an option or the method: writes the parts of the pages that the program itself knows.
docs: $(VENV)/.runtime
	$(BIN)/python docs/generate.py

# The pictures in README and the tour, where they are stale; needs LibreOffice, poppler, ImageMagick and Chromium.
pictures: $(VENV)/.runtime
	$(BIN)/python docs/picture.py

# Agreement with labels on both catalogues, in-sample and on folds, into the docs.
quality: $(VENV)/.development
	$(BIN)/python benchmarks/quality.py > docs/quality.md.new
	mv docs/quality.md.new docs/quality.md

# Learn anew what a text does with a problem it names, after changing the labelled sentences or the evidence, and judge
# it on authors left out. Some ten minutes; run `make docs quality` after it.
weights: $(VENV)/.development
	$(BIN)/python benchmarks/weights.py --judge

# The time of the whole job at several sizes, and of scoring beside other ways to compare all pairs of the same rows.
# About an hour of processor time: SIZES="123 1000" is a quick look. Writes the table of docs/speed.md.
SIZES ?= 123 1000 3000 12054
bench: $(VENV)/.development $(VENV)/.rivals
	$(BIN)/python benchmarks/speed.py --rivals $(RIVALS)/python $(SIZES)

# The properties of readers, lexicon and scoring on far more, and new, examples than `make test` tries.
fuzz: $(VENV)/.development
	$(BIN)/python -m pytest --hypothesis-profile=long tests/reading tests/language/test_wordlist.py tests/analysis/test_pairs.py

# Would the tests notice small wrong changes to ages, mention cues, weighing, pair scoring and gap rules? Minutes; needs fork.
mutants: $(VENV)/.development
	$(BIN)/python benchmarks/mutants.py > docs/mutants.md.new
	mv docs/mutants.md.new docs/mutants.md

# Run after changing dependencies in pyproject.toml; needs uv. The lock holds hashes for every platform.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.txt
	uv pip compile --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-build.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.txt
	uv pip compile --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-bench.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.python:
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed; make PYTHON=... names another') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	touch $@

# Compiled once here, or every run does it where Python may write no bytecode (PYTHONDONTWRITEBYTECODE).
# The build backend is installed from the lock too, so that set-up fetches nothing that is not named there.
$(VENV)/.runtime: $(VENV)/.python requirements.txt requirements-build.txt pyproject.toml
	$(PIP) --require-hashes -r requirements.txt -r requirements-build.txt
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	$(BIN)/python -m compileall -q overlap
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(PIP) --require-hashes -r requirements-dev.txt
	touch $@

# The libraries of `make bench` stand apart: one of them needs an older pandas than overlap is locked to.
$(VENV)/.rivals: $(VENV)/.python requirements-bench.txt
	$(PYTHON) -m venv $(VENV)/rivals
	$(RIVALS)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-bench.txt
	touch $@
