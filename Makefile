# Two commands on a fresh machine: `make run` and `make test`.
# Needed: python3 (3.11 or later), pip and make. Everything else is set up into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SYSTEM := $(VENV)/.system
AUDIT := .tools/audit
WORKERS ?= 2
SCENARIOS := baseline tight growth level-up
ANNEX := reports/annex.xlsx

.DEFAULT_GOAL := help
.PHONY: help run setup check test audit bundle clean distclean

help:
	@echo "make run    set up, run $(SCENARIOS) to 2030, print the gaps of 2025, write $(ANNEX)"
	@echo "make test   set up, run all tests"
	@echo "make setup  set up only     make check  ruff, mypy, import-linter, yamllint"
	@echo "make audit  known holes in the pins, licences   make bundle  dist/bundle/, tried without a network"
	@echo "make clean  caches          make distclean  caches and .venv (never runs/ or reports/)"

$(READY): pyproject.toml constraints.txt .ci/setup
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh .ci/setup python
	@touch $@

$(SYSTEM): $(READY)
	@sh .ci/setup system
	@touch $@

setup: $(READY) $(SYSTEM)

run: $(READY)
	@echo "正在测算四个情景，各抽样500次；首次使用另需编译约半分钟 …（four scenarios, 500 draws each)" >&2
	@set -e; \
	ids=$$($(BIN)/equalise run $(SCENARIOS) --until 2030 --jobs $(WORKERS) --out runs --quiet); \
	set -- $$ids; \
	$(BIN)/equalise gaps "$$1" --year 2025 --runs runs; \
	$(BIN)/equalise report "$$@" --runs runs --to $(ANNEX); \
	echo "下一步，写两个情景对照的 Word 报告（next, a Word report of two scenarios, --lang en for English）：" >&2; \
	echo "  $(BIN)/equalise report $$1 $$4 --to 报告.docx" >&2

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict params scenarios

test: setup
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# The tools of the audit stand apart: they bring packages of their own. colorama is needed on
# Windows only; it is there so that its licence can be read.
audit: $(READY)
	@test -x $(AUDIT)/bin/pip-audit || { $(PYTHON) -m venv $(AUDIT) && $(AUDIT)/bin/pip install --quiet \
	    --disable-pip-version-check -c constraints.txt pip-audit pip-licenses colorama; }
	@$(BIN)/python -m delivery.audit $(AUDIT)

bundle: $(READY)
	@$(BIN)/python -m delivery.bundle
	@$(BIN)/python -m delivery.trial

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find simulator dashboards tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) .tools
