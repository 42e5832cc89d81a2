# The targets a person types; CONTRIBUTING.md says when. Everything that a
# target needs it installs itself, or says what is missing.

BIN      := bin
LINT     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TOOLS    := $(BIN)/tools
GOLDEN   := $(BIN)/goldenratio
DEMO     := demo
ADDRESS  := 127.0.0.1:8750
PACKAGES := ./...

.PHONY: help build engine demo pictures check style test bench fuzz generate lint clean

help: ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

build: ## build the program and its engine into bin/
	go build -o $(BIN)/ ./cmd/...

engine: build
	@$(GOLDEN) engine path >/dev/null 2>&1 || $(GOLDEN) engine install

demo: engine ## collect, compute and serve: this repository and a sample, or REPO=… MBOX='…' SCOPE=…
	@GOLDEN=$(GOLDEN) DIR=$(DEMO) ADDRESS=$(ADDRESS) REPO='$(REPO)' MBOX='$(MBOX)' SCOPE='$(SCOPE)' EXIT='$(EXIT)' sh deploy/demo.sh

pictures: engine ## renew docs/images from what the demo shows; takes Chromium
	@GOLDEN=$(GOLDEN) DIR=$(DEMO) sh deploy/pictures.sh

check: style ## what every commit passes: format, vet, lint, generated files, unit tests
	go test -short $(PACKAGES)

style: lint ## check without its tests
	@test -z "$$(gofmt -l cmd collectors internal metrics dashboards)" || { gofmt -l cmd collectors internal metrics dashboards; echo 'gofmt would change these files'; exit 1; }
	go vet $(PACKAGES)
	go mod tidy -diff

lint: $(TOOLS)/golangci-lint
	$(TOOLS)/golangci-lint run

$(TOOLS)/golangci-lint:
	GOBIN=$(CURDIR)/$(TOOLS) go install $(LINT)

test: engine ## everything, with the race detector and real servers
	@sh deploy/test-needs.sh
	go test -race -vet=off -shuffle=on -timeout 40m $(PACKAGES)

bench: engine ## the benchmarks of docs/performance.md, as ratios
	go test -run '^$$' -bench . -benchtime 1x -timeout 60m $(PACKAGES)

fuzz: ## every fuzz target for FUZZTIME (30 s)
	@sh deploy/fuzz.sh $(or $(FUZZTIME),30s)

generate: ## what is generated and committed: KPI reference, dashboards, versions
	go generate $(PACKAGES)

clean: ## remove what make made; the engine's library stays in the cache
	rm -rf $(BIN) $(DEMO)
