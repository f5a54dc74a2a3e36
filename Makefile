# The entry point of the project: `make help` lists the targets.

SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
DEMO_DIR ?= demo
DEMO_OUTPUT ?= output
DEMO_USERS ?= 12
SWIFT ?= swift
PORT ?= 8080
FUZZ_SECONDS ?= 60
FORMATTED := Package.swift Sources Tests
# One scratch path per configuration, so that debug and release builds do not replace each other. With the standard library
# inside, the release version starts faster, and runs on a machine without a Swift tool chain; macOS brings its own.
RELEASE := -c release --scratch-path .build-release $(if $(filter Linux,$(shell uname)),--static-swift-stdlib)
PROGRAM := .build-release/release/sitegen

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-swift test-serving test-deploying test-pages build bench fuzz check format lint install uninstall deb test-deb clean tools

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

tools: ## Check for the tools and libraries that the build needs, and install them if possible
	@bash scripts/tools

demo: tools ## Make a site of invented users in output/, without configuration
	$(SWIFT) build --product sitegen
	.build/debug/sitegen demo "$(DEMO_DIR)" --output "$(DEMO_OUTPUT)" --users "$(DEMO_USERS)"

serve: tools ## Serve the demo on http://127.0.0.1:8080 with nginx, and the companion with a simulated Spotify (PORT=...)
	$(SWIFT) build --product sitegen
	@bash scripts/serve-demo "$(DEMO_DIR)" "$(DEMO_OUTPUT)" "$(DEMO_USERS)" "$(PORT)"

test: test-swift ## Run every test; nginx, object store and browser tests only if their tools are available
	@bash scripts/run-tests serving deploying pages

test-swift: tools ## Run the tests of the program
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel

test-serving: tools ## Test every rule of deploy/ against a real nginx (installs nginx if apt can)
	$(SWIFT) build --product sitegen
	@bash scripts/run-tests serving

test-deploying: tools ## Test deploy/s3 against a simulated object store (installs rclone if apt can)
	$(SWIFT) build --product sitegen
	@bash scripts/run-tests deploying

test-pages: tools ## Test every page in a real browser (installs Chromium and a checker if it can)
	$(SWIFT) build --product sitegen
	@bash scripts/run-tests pages

build: tools ## Build the release version
	$(SWIFT) build $(RELEASE) --product sitegen

bench: tools ## Measure the figures in docs/design.md (takes minutes; BENCH="import sync build shards companion" selects)
	$(SWIFT) build $(RELEASE) --product sitegen
	$(SWIFT) build $(RELEASE) --product spotify-simulator
	@python3 Tests/bench $(BENCH)

fuzz: tools ## Let libFuzzer attack each reader of what strangers send (FUZZ_SECONDS=60 for each; clang brings it)
	SITEGEN_FUZZING=1 $(SWIFT) build --scratch-path .build-fuzz --product fuzz
	@bash scripts/fuzz .build-fuzz/debug/fuzz "$(FUZZ_SECONDS)"

lint: tools ## Check the format in strict mode
	$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)

check: lint test ## Lint, build and test: a change must pass this

format: ## Format the sources
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

install: build ## Install everything under PREFIX (default /usr/local): program, templates, units, completions, manual
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install $(PROGRAM)

uninstall: ## Remove what `make install` put under PREFIX
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install --remove

deb: build ## Make a Debian package in .build-release (installs debhelper if apt can)
	@bash scripts/make-deb $(PROGRAM)

test-deb: deb ## Test the package in a bare Debian that it makes (as root; installs debootstrap and lintian if apt can)
	@bash scripts/run-tests deb

clean: ## Remove build products and what `make demo` made; never a database or a site of your own
	rm -rf .build .build-release .build-fuzz
	@bash $(dir $(lastword $(MAKEFILE_LIST)))scripts/remove-demo "$(DEMO_DIR)" "$(DEMO_OUTPUT)"
