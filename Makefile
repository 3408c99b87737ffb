# On a machine with Python and pip: `make demo`, then `make test`. Both install exactly requirements.txt.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data

.PHONY: demo test lint bench faults docs sbom format lock clean

demo: .venv/installed  ## install, then run the demonstration
	$(BIN)/ingest demo

test: .venv/installed  ## install, then run every test
	$(BIN)/pytest

lint: .venv/installed  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed  ## every benchmark beside its peers, into build/bench/index.html (hours); DATA=FOLDER of real documents
	$(BIN)/python -m benchmarks $(DATA)

faults: .venv/installed  ## break what can break, and hold the outcome against undisturbed work (half an hour)
	$(BIN)/python -m benchmarks.faults

docs: .venv/installed  ## the documentation as a site, in site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

sbom: .venv/installed  ## what ingest is made of, as CycloneDX, in build/sbom.json
	mkdir -p build
	$(BIN)/uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.txt --output-file build/sbom.json

format: .venv/installed  ## rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/installed  ## pin and hash the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --extra service --group dev --universal --python-version 3.11 --generate-hashes --upgrade -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra scale --python-version 3.11 --python-platform linux --generate-hashes -c requirements.txt --no-annotate --no-header -o docker/requirements.txt
	echo hatchling | $(BIN)/uv pip compile - --python-version 3.11 --python-platform linux --generate-hashes -c requirements.txt --no-annotate --no-header -o docker/requirements-build.txt

clean:  ## forget the environment and the demonstration
	rm -rf .venv .ingest build dist site

# Debian's python3 comes without ensurepip: virtualenv makes the environment there.
.venv/installed: requirements.txt requirements-uv.txt pyproject.toml
	$(PYTHON) -m venv .venv || { rm -rf .venv; $(PYTHON) -m pip install --user --break-system-packages virtualenv && $(PYTHON) -m virtualenv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch .venv/installed
