# What a person or CI types. Needs only make, sh and Python >= 3.11 with venv.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SRC := corpus index bot tests

# Only `make lock` uses uv, in a venv of its own: a broken lock must not stop its own repair.
UV_VERSION := 0.13.9
UV_VENV := .venv-lock
COMPILE := $(UV_VENV)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --only-binary :all: --generate-hashes \
	--custom-compile-command 'make lock' $(ARGS) pyproject.toml

# First in a recipe that makes a venv. $(error) rather than an exit: make then says that one line
# and nothing more.
define need_python
$(if $(shell $(PYTHON) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),,\
$(error Cần Python 3.11 trở lên, mà "$(PYTHON)" không có hoặc cũ hơn: apt-get install python3, hoặc chỉ rõ PYTHON=python3.13))\
$(if $(shell $(PYTHON) -c 'import ensurepip, venv; print(1)' 2>/dev/null),,\
$(error Python thiếu venv/ensurepip: apt-get install python3-venv))
endef

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup run test check format lock clean FORCE

help: ## In bảng này
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(VENV)/.installed ## Dựng .venv đúng theo bản khoá và cài lệnh .venv/bin/giaoban
	@:

run: setup ## Chạy trợ lý: dòng lệnh, hoặc Telegram khi có GIAOBAN_TELEGRAM_TOKEN
	@$(BIN)/giaoban run $(ARGS)

test: setup ## Chạy bộ kiểm thử (thêm tuỳ chọn: make test ARGS="-k ten")
	@$(BIN)/python -m pytest $(ARGS)

check: setup ## Soát mã: ruff, mypy --strict, và thư viện có khớp pyproject.toml không
	@$(BIN)/ruff check $(SRC)
	@$(BIN)/ruff format --check $(SRC)
	@$(BIN)/mypy --strict $(SRC)
	@$(BIN)/python -m pip --disable-pip-version-check check

format: setup ## Sửa định dạng mã và những lỗi ruff tự sửa được
	@$(BIN)/ruff format $(SRC)
	@$(BIN)/ruff check --fix $(SRC)

lock: ## Tính lại hai bản khoá (nâng hết lên bản mới: make lock ARGS=--upgrade)
	@:$(need_python)
	@case "$$($(UV_VENV)/bin/uv --version 2>/dev/null)" in "uv $(UV_VERSION)"*) ;; *) \
		$(PYTHON) -m venv --clear $(UV_VENV) && $(UV_VENV)/bin/python -m pip --quiet \
		--disable-pip-version-check install --only-binary :all: uv==$(UV_VERSION);; esac
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --output-file requirements-dev.lock --group dev --constraints requirements.lock

clean: ## Xoá .venv và mọi thứ do công cụ sinh ra (không đụng tới dữ liệu)
	@rm -rf $(VENV) $(UV_VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find $(SRC) -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The stamp is written last, so an interrupted setup starts over; it holds the folder's path,
# because a venv that was moved, or whose Python is gone, is as good as half made.
ifneq ($(shell { $(BIN)/python -c '' && cat $(VENV)/.locked; } 2>/dev/null || :),$(CURDIR))
$(VENV)/.locked: FORCE
endif

$(VENV)/.locked: requirements-dev.lock
	@:$(need_python)
	@echo 'Đang dựng .venv theo bản khoá, mất khoảng một phút...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@echo '$(CURDIR)' >$@

# A second stamp, so that an edit of pyproject.toml costs seconds, not the whole venv.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
	@echo 'Xong: $(BIN)/giaoban'
