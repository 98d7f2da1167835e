# The commands of this project; README.md says which one to start with.
# A machine needs Python 3.11 or later and make. Everything else comes into .venv, exactly as locked.

PYTHON ?= python3
WORKERS ?= 4
# Files go to workers as a whole, so that what a file starts is started once; tests/sharing_out.py says which to whom.
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --ignore=tests/bench
QUICK = not (browser or office or second_database or server or screen or paper)
FILES ?= 2000
SEED ?= 1
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
READY := .venv/.ready

unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
# What Python compiles is kept here, so that no process that is started compiles all of it again.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
# The certificates that the machine trusts, as its browser and pip do: offices read traffic with their own.
export UV_SYSTEM_CERTS ?= 1
export UV_NATIVE_TLS ?= 1

.PHONY: run setup test quick check bench calibrate fuzz torture sample pictures lock release clean

run: $(READY)  ## the dashboard, with the sample data when there is no data yet
	$(BIN)/smarthub run --sample

setup: $(READY)  ## the environment alone

test: check  ## everything that must hold: lint, types, layers and tests, with the branches that they take
	$(PYTEST) -p tests.house.branches --hold-branches

quick: $(READY)  ## what needs no browser, office, second database, screen or paper: four minutes on two cores
	$(PYTEST) -m "$(QUICK)" --deselect tests/test_layers.py --ignore=tests/hostile --ignore=tests/sample

check: $(READY)  ## what can be said without running the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.guards

bench: $(READY)  ## how long the heavy things take, against their limits; writes the figures into docs/performance.md
	@over=0; $(BIN)/python -m tests.bench.bench_growth & growth=$$!; \
	for each in pages reports; do $(BIN)/python -m tests.bench.bench_$$each || over=1; done; wait $$growth || over=1; \
	$(BIN)/python -m tests.bench.bench_viewers || over=1; $(BIN)/python -m tests.bench.bench_intake || over=1; \
	$(BIN)/python -m tests.bench.bench_picture || over=1; \
	$(BIN)/python -m pytest -q tests/bench/test_sealing.py || over=1; exit $$over

calibrate: $(READY)  ## how often the forecasts are right, in programmes that are simulated; writes docs/forecast.md
	$(BIN)/python -m tests.calibration

torture: $(READY)  ## 200 kills on SQLite and 100 on PostgreSQL, damaged files, full disks, locks, wrong clocks
	$(BIN)/python -m tests.torture --seed $(SEED)

fuzz: $(READY)  ## 2.000 random and damaged files, none of which may end in a fault
	$(BIN)/python -m tests.hostile.fuzzing --files $(FILES) --seed $(SEED)

sample: $(READY)  ## the sample workbooks, written anew
	$(BIN)/python -m kpi.sample

pictures: $(READY)  ## docs/screenshots, taken anew in a real browser
	$(BIN)/python -m tests.journeys.picturing

lock: $(READY)  ## requirements.lock, worked out anew from pyproject.toml
	$(UV) pip compile --quiet --universal --python-version 3.11 --all-extras --group dev --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links $(LOCK_OPTIONS) \
		pyproject.toml --output-file requirements.lock

release: $(READY)  ## the wheel and the sdist in dist/, tried as a stranger would, and the tag of this version
	$(BIN)/python -m tests.release

clean:  ## the environment and what was built, not the data
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamp is younger than what it was made from, so that a changed lock is followed by itself.
$(READY): requirements.lock pyproject.toml $(BIN)/python
	@test -x "$(UV)" || { sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock; }
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --build-constraints requirements.lock requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or later is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || $(UV) venv --quiet --clear --python $(PYTHON) .venv 2>/dev/null || { rm -rf .venv; \
		echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
