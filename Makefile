# Every target sets up what it needs: a virtual environment in .venv, rebuilt when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench bench-peers bench-crawl spark notebooks clean

demo: $(READY)  ## the main job: corpus/raw into outputs/
	$(BIN)/zhengce extract corpus/raw --metadata corpus/metadata.csv --output outputs --format csv --overwrite

test: $(READY)  ## the tests
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## lint and types
	$(BIN)/ruff check pipeline tests notebooks
	$(BIN)/ruff format --check pipeline tests notebooks
	$(BIN)/mypy

bench: $(READY)  ## speed as multiples of plain jieba.cut in the same run
	$(BIN)/python tests/benchmarks/speed.py

bench-peers: $(READY)  ## and of others on the same texts, those that can be installed
	$(BIN)/python tests/benchmarks/peers.py

bench-crawl: $(READY)  ## what a crawl costs
	$(BIN)/python tests/benchmarks/crawl.py

notebooks: $(READY)  ## run the notebooks and keep their outputs
	$(BIN)/python notebooks/refresh.py

docs: $(READY)  ## the reference, into build/docs
	$(BIN)/sphinx-build -q -W --keep-going pipeline/docs build/docs

spark: $(VENV)/.spark  ## what the tests of Spark need besides Java (900 MB)

$(VENV)/.spark: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test-spark]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhengce needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
