# 备案台. Every target installs what it needs (see .ci/setup.sh) and does
# nothing about it when nothing is missing.
#
#   make run       open the window; without a display, prepare the sample into ./out
#   make test      vet, staticcheck and all tests
#   make windows   cross-build dist/beiandesk.exe
#   make pictures  draw every screen and the phone page into docs/pictures
#   make accuracy  judge the shared test pictures into docs/photo-accuracy.md
#   make bench     speed, and the running window against an empty one
#   make build     bin/beiandesk
#   make vet       vet and staticcheck alone

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
.PHONY: run build test vet windows pictures accuracy bench clean

# Go's usual places, for shells that were opened before it was installed.
export PATH := $(PATH):/usr/local/go/bin:/usr/lib/go/bin

TAGS        := migrated_fynedo,nodynamic
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
EXE         := $(if $(filter Windows_NT,$(OS)),.exe)
PROGRAM     := bin/beiandesk$(EXE)

build:
	@bash .ci/setup.sh build
	go build -buildvcs=false -tags $(TAGS) -o $(PROGRAM) .

run: build
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
		$(PROGRAM); \
	else \
		echo "没有显示器（DISPLAY 和 WAYLAND_DISPLAY 都为空），所以不打开窗口：用样本做一份资料包，并把各个界面画成图片。"; \
		echo "No display (DISPLAY and WAYLAND_DISPLAY are empty), so no window: preparing the sample's package and drawing the list of domains instead."; \
		rm -rf out/sample out/package; \
		$(PROGRAM) sample out/sample; \
		$(PROGRAM) prepare out/sample --out out/package; \
		go run -tags $(TAGS) ./screens/draw -only home -out out/screens; \
		echo "out/package  out/screens"; \
	fi

# Input methods and dates read the language; the tests want that of the users.
test: vet
	@bash .ci/setup.sh test
	@bash .ci/setup.sh browser || { [ "$${CI:-}" != true ] && echo "!!! 没有 Chromium，手机页面的浏览器测试将跳过 / no Chromium: the phone page's browser tests will be SKIPPED" >&2; }
	LANG=zh_CN.UTF-8 go test -tags $(TAGS) ./...

vet:
	@bash .ci/setup.sh build
	@bad="$$(gofmt -l *.go app assets data screens)"; [ -z "$$bad" ] || { echo "gofmt: $$bad"; exit 1; }
	go vet -tags $(TAGS) ./...
	@bash .ci/staticcheck.sh $(STATICCHECK) -tags $(TAGS) ./...

windows:
	@bash .ci/setup.sh windows
	bash .ci/windows/build.sh dist/beiandesk.exe $(TAGS),no_emoji

pictures:
	@bash .ci/setup.sh build
	go run -tags $(TAGS) ./screens/draw -out docs/pictures
	@bash .ci/setup.sh browser
	go run -tags $(TAGS) ./.ci/phone -out docs/pictures

PHOTOS ?= ../shared/photos
accuracy:
	@bash .ci/setup.sh build
	@[ -e $(PHOTOS)/index.csv ] || { echo "没有测试图片 / no test pictures: $(PHOTOS)"; exit 1; }
	go run -tags $(TAGS) ./.ci/accuracy -photos $(PHOTOS) -out docs/photo-accuracy.md

bench:
	@bash .ci/setup.sh build
	LANG=zh_CN.UTF-8 go test -tags $(TAGS) -run '^$$' -bench . -benchmem ./...
	bash .ci/bench.sh

clean:
	rm -rf bin dist out rsrc_windows_*.syso
