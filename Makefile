# fubiao: `make convert` and `make test` are all that a newcomer needs; each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# What markers of this system would leave out for Windows is named in the recipe.
FETCH = $(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary=:all: --constraint constraints.txt --dest dist/fubiao/wheels
# Where Python is told to keep nothing that it compiles, each process would compile the program anew: half of its time.
COMPILE = $(BIN)/python -m compileall -q pipeline
CATALOGUE := pipeline/locale/zh_CN/LC_MESSAGES/pipeline

.DEFAULT_GOAL := help
.PHONY: help convert corrections setup test long accept lint fix types imports messages corpus roundtrip damage fuzz offline bench kills soak docs bundle clean

help: ## show what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "make %-11s %s\n", $$1, $$2}'

convert: $(RUN) ## convert what lies in input/ into output/; BY=牵头部门 gives each unit a workbook too
	@$(BIN)/python -m pipeline convert $(if $(BY),--split-by "$(BY)")

corrections: $(RUN) ## take up what was decided in the workbooks in output/
	@$(BIN)/python -m pipeline corrections

setup: $(DEV) ## install everything for working on the program

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it so: make PYTHON=python3.11"; echo "需要 Python 3.11 或更新版本；可指明：make PYTHON=python3.11"; exit 1; }
	@echo "Setting up; this happens once. 正在准备，只需一次。"
	@$(PYTHON) -m venv $(VENV)

$(RUN): setup.cfg constraints.txt | $(VENV)/bin/python
	@$(PIP) --editable .
	@$(COMPILE)
	@touch $@

$(DEV): setup.cfg constraints.txt | $(VENV)/bin/python
	@$(PIP) --editable ".[test,dev]"
	@$(COMPILE)
	@touch $@ $(RUN)

# Tests start the program hundreds of times; where bytecode is forbidden each start would compile all of it anew.
test long: export PYTHONDONTWRITEBYTECODE =

test: $(DEV) ## run the tests of every day
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not long"

long: $(DEV) ## run the tests that take long
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m long

accept: $(DEV) ## rewrite the expected files of the cases; read the difference before you commit it
	@$(BIN)/python -m pytest -q tests/test_cases.py --accept

lint: types imports ## check style, types and the import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

fix: $(DEV) ## mend the style where that is safe
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(DEV) ## check the types
	@$(BIN)/mypy

imports: $(DEV) ## check who imports whom
	@$(BIN)/lint-imports

messages: $(DEV) ## compile the Chinese catalogue
	@$(BIN)/pybabel --quiet compile --input-file $(CATALOGUE).po --output-file $(CATALOGUE).mo

corpus: $(DEV) ## compare the reading of public Word files with other programs; which faultless tables come out unchanged
	@$(BIN)/python -m tests.corpus
	@$(BIN)/python -m tests.faultless
	@$(BIN)/python -m tests.dumps

damage: $(DEV) ## damage Word files in thousands of ways: nothing may come out wrong without a word
	@nice -n 10 $(BIN)/python -m tests.damage $(or $(COUNT),20000) $(or $(SEED),1)

fuzz: $(DEV) ## feed the readers with odd bytes for SECONDS (60), parted among TARGETS (all); a fault lies in .fuzz/
	@$(PIP) --editable ".[fuzz]"
	@nice -n 10 $(BIN)/python -m fuzz.readers $(or $(SECONDS),60) $(or $(SEED),1) $(TARGETS)

offline: $(DEV) ## convert all public files of ../shared/corpus and count what asks for the network
	@$(BIN)/python -m tests.promises.offline

roundtrip: $(DEV) ## make clean tables dirty, convert them, and count the cells that come back
	@$(BIN)/python -m tests.roundtrip

bench: $(DEV) ## measure speed and memory beside what they are compared with
	@$(BIN)/python -m bench.reading
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.pipelines
	@$(BIN)/python -m bench.many $(or $(FILES),600)
	@$(BIN)/python -m bench.hostile

docs: $(DEV) ## build the manual into site/
	@$(PIP) --editable ".[docs]"
	@$(BIN)/python -m docs.pictures
	@DISABLE_MKDOCS_2_WARNING=true NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bundle: $(RUN) ## make a folder that sets itself up without internet, on this system and on Windows
	@rm -rf dist/fubiao && mkdir -p dist/fubiao/wheels dist/fubiao/output
	@$(BIN)/python -m pip wheel --quiet --quiet --disable-pip-version-check --no-deps --wheel-dir dist/fubiao/wheels .
	@$(FETCH) dist/fubiao/wheels/fubiao-*.whl
	@for version in 3.11 3.12 3.13; do $(FETCH) --platform win_amd64 --python-version $$version dist/fubiao/wheels/fubiao-*.whl colorama tzdata || exit 1; done
	@cp -r input convert.bat corrections.bat bundle/. dist/fubiao/
	@echo "dist/fubiao is ready: copy it to where there is no internet."

soak: $(DEV) ## convert 10,000 files, 100 of them poison, and as many without; look at causes and memory
	@nice -n 10 $(BIN)/python -m tests.promises.soak 10000

kills: $(DEV) ## kill a run a thousand times at random moments and look at what is left
	@$(BIN)/python -m tests.promises.kills 1000

clean: ## remove what was made, but not output/
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .fuzz
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
