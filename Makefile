# The two commands that matter:  make demo   and   make test
BUILD := swift build -c release --product assay
BINARY = $(shell swift build -c release --show-bin-path)/assay

.PHONY: demo test setup build bench accuracy format clean

setup:
	@bash scripts/setup.sh

build: setup
	@echo "Building (a first build takes a few minutes) …"
	@$(BUILD) 2>&1 | { grep -E "error|warning: unre|Compiling|Build complete" || true; } | tail -n 3
	@test -x "$(BINARY)" || $(BUILD)

# Runs the ready pipeline over the example corpus and shows what it found.
demo: build
	@bash scripts/demo.sh "$(BINARY)"

# Everything that must hold: unit tests, end-to-end tests on the release binary, pipeline tests, documents.
test:
	@bash scripts/setup.sh tests
	@bash scripts/test.sh

bench: build
	@bash Benchmarks/bench.sh "$(BINARY)"

accuracy: build
	@bash Benchmarks/accuracy.sh "$(BINARY)"

format:
	swift format --in-place --recursive Sources Tests Package.swift

clean:
	rm -rf .build out
