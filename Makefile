# make            builds build/specmill and build/libspecmill.a
# make test       runs the tests (see README.md for what they need)
# make lint       formatting, static analysis, floors, headers
# make fuzz       every fuzzing harness for TIME=60 seconds
# make golden     rewrites golden files; CASE=NAME for one case
# Variables: BUILD=dir  CC=  SAN=1 (ASan and UBSan)  WERROR=1  PREFIX=  DESTDIR=

BUILD  ?= build
PREFIX ?= /usr/local
PKGS   := libcmark-gfm libxml-2.0 xlsxwriter yaml-0.1 harfbuzz harfbuzz-subset freetype2 \
          fontconfig libpng zlib icu-uc

SPECMILL_CFLAGS := -std=c11 -Iinclude $(shell pkg-config --cflags $(PKGS) 2>/dev/null | \
                   sed 's/-I/-isystem /g') \
                   -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
                   -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wundef -Wvla \
                   -Wwrite-strings -Wformat=2 -Wnull-dereference \
                   -Werror=switch -Werror=return-type -MMD -MP
ifdef FUZZ
SPECMILL_CFLAGS += -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
else ifdef SAN
SPECMILL_CFLAGS += -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
                   -fno-omit-frame-pointer
SPECMILL_LDFLAGS := -fsanitize=address,undefined
else
SPECMILL_CFLAGS += -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
SPECMILL_LDFLAGS := -pie -Wl,-z,relro,-z,now
endif
ifdef WERROR
SPECMILL_CFLAGS += -Werror
endif
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcmark-gfm-extensions -lhpdf -lm

SOURCES := $(sort $(shell find src -name '*.c'))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/src/cli/%,$(OBJECTS))

all: $(BUILD)/specmill

$(BUILD)/specmill: $(filter $(BUILD)/src/cli/%,$(OBJECTS)) $(BUILD)/libspecmill.a
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libspecmill.a: $(LIBRARY)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(SPECMILL_CFLAGS) $(CFLAGS) -c -o $@ $<

# A style sheet becomes C: its lines as strings, without comments and indentation.
$(BUILD)/%.css.inc: %.css
	@mkdir -p $(@D)
	sed -e 's/^ *//' -e '/^$$/d' -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/' $< > $@

$(BUILD)/src/export/html/style.o: $(BUILD)/src/export/html/page.css.inc
$(BUILD)/src/export/html/style.o: SPECMILL_CFLAGS += -I$(BUILD)/src/export/html

# Every tests/unit/FLOOR/MODULE_test.c is a program of its own.
UNIT_SOURCES := $(sort $(shell find tests/unit -name '*_test.c'))
UNIT_TESTS   := $(UNIT_SOURCES:%.c=$(BUILD)/%)

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libspecmill.a
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/%.o: SPECMILL_CFLAGS += -Itests

unit: $(UNIT_TESTS)
	@tests/unit/run.sh $(UNIT_TESTS)

test: all
	@tests/run.sh

golden: all
	@tests/golden.sh --update $(CASE)

fuzz:
	@tests/fuzz/fuzz.sh

print-flags:
	@echo '$(SPECMILL_CFLAGS)'

print-libs:
	@echo '$(LIBS)'

bench: all
	@tests/bench/bench.sh

floors:
	@tests/lint/floors.sh

lint: floors

clean:
	rm -rf $(BUILD)

.PHONY: bench fuzz print-flags print-libs all unit test golden floors lint clean
.SECONDARY:
-include $(OBJECTS:.o=.d)
