# Every target sets up what it needs: a virtual environment in .venv, rebuilt when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FAST := $(VENV)/.fast

.PHONY: demo test check bench bench-peers bench-crawl bench-restore notebooks docs spark clean

demo: $(FAST)  ## the main job: corpus/raw into outputs/
	$(BIN)/zhengce extract corpus/raw --metadata corpus/metadata.csv --output outputs --format csv --overwrite

test: $(FAST)  ## the tests
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## lint and types
	$(BIN)/ruff check pipeline tests notebooks
	$(BIN)/ruff format --check pipeline tests notebooks
	$(BIN)/mypy

bench: $(FAST)  ## speed as multiples of plain jieba.cut in the same run, growth with the texts, and hostile texts
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/growth.py
	$(BIN)/python tests/benchmarks/hostile.py

bench-peers: $(FAST)  ## and of others on the same texts, those that can be installed
	$(BIN)/python tests/benchmarks/peers.py

bench-crawl: $(FAST)  ## what a crawl costs
	$(BIN)/python tests/benchmarks/crawl.py

bench-restore: $(FAST)  ## how much of damaged text comes back, by a forward model of the damage
	$(BIN)/python tests/benchmarks/restoration.py

notebooks: $(READY)  ## run the notebooks and keep their outputs
	$(BIN)/python notebooks/refresh.py

docs: $(READY)  ## the reference, into build/docs
	$(BIN)/sphinx-build -q -W --keep-going pipeline/docs build/docs

spark: $(VENV)/.spark  ## what the tests of Spark need besides Java (900 MB)

$(VENV)/.spark: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test-spark]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info pipeline/zhengce/_compiled

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhengce needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# Compiled to C where there is a compiler: a minute or two, and again when a source changes. ZHENGCE_PURE=1 does without.
$(FAST): $(READY) pipeline/hatch_build.py $(wildcard pipeline/zhengce/*.py pipeline/zhengce/extract/*.py pipeline/zhengce/extract/*/*.py)
	$(BIN)/python pipeline/hatch_build.py
	touch $@
