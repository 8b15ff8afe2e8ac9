# make            builds build/specmill and build/libspecmill.a
# make test       runs the tests (see README.md for what they need)
# make install    binary, library, header, manual page, themes, schema; make uninstall
# make lint       formatting, static analysis, floors, headers, globals, sizes
# make fuzz       every fuzzing harness for TIME=60 seconds
# make hardening  what hostile input, faults and load do, at length, with figures
# make golden     rewrites golden files; CASE=NAME for one case
# make pictures   remakes the pictures of README.md
# Variables: BUILD=dir  CC=  SAN=1 (ASan and UBSan)  WERROR=1  PREFIX=  DESTDIR=

BUILD   ?= build
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
LIBDIR  ?= $(PREFIX)/lib
INCDIR  ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share/specmill
MANDIR  ?= $(PREFIX)/share/man
PKGS   := libcmark-gfm libxml-2.0 xlsxwriter yaml-0.1 harfbuzz harfbuzz-subset \
          fontconfig libpng zlib libdeflate icu-uc librsvg-2.0

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
# Diagrams are laid out by graphviz's dot, linked without its plugin search; without it they are
# arranged in plain rows.
DOT_DIR := $(wildcard $(shell pkg-config --variable=libdir libgvc 2>/dev/null)/graphviz)
ifneq ($(and $(DOT_DIR),$(wildcard $(DOT_DIR)/libgvplugin_dot_layout.so)),)
SPECMILL_CFLAGS += $(shell pkg-config --cflags libgvc libcgraph | sed 's/-I/-isystem /g')
DOT_LIBS := $(shell pkg-config --libs libgvc libcgraph) -L$(DOT_DIR) -Wl,-rpath,$(DOT_DIR) \
            -lgvplugin_dot_layout
else
SPECMILL_CFLAGS += -DSPECMILL_WITHOUT_DOT
endif
# Libraries whose authors give no pkg-config file.
PLAIN_LIBS := $(DOT_LIBS) -lcmark-gfm-extensions -lhpdf -lm
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) $(PLAIN_LIBS)

# The program loads these when they are called (src/later/later.c says how and why), those joined
# by '+' together; `make LATER=` links them all.
LATER := xml2 xlsxwriter harfbuzz+harfbuzz-subset fontconfig png z deflate icuuc hpdf \
         rsvg-2+cairo+gobject-2.0+glib-2.0
ifdef DOT_LIBS
LATER += gvc+cgraph+gvplugin_dot_layout
LATER_LDFLAGS := -L$(DOT_DIR)
endif
ifneq ($(SAN)$(FUZZ)$(filter-out x86_64-%,$(shell $(CC) -dumpmachine)),)
LATER :=
endif
NOW_LIBS := $(shell pkg-config --libs libcmark-gfm yaml-0.1 2>/dev/null) -lcmark-gfm-extensions -lm \
            -ldl

SOURCES := $(sort $(shell find src -name '*.c' -not -path 'src/later/*' -not -name 'make_*'))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/src/cli/%,$(OBJECTS))

all: $(BUILD)/specmill $(BUILD)/specmill.1

# What is missing or too old is said once, by name, before anything is compiled.
$(BUILD)/libraries: tests/libraries.sh
	@mkdir -p $(@D)
	@CC="$(CC)" tests/libraries.sh $(PKGS)
	@touch $@

PROGRAM := $(filter $(BUILD)/src/cli/%,$(OBJECTS)) $(BUILD)/libspecmill.a
ifneq ($(LATER),)
# Relocations are packed (DT_RELR, since glibc 2.36): less to read at every start.
$(BUILD)/specmill: $(PROGRAM) $(BUILD)/later.o
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -Wl,-z,pack-relative-relocs \
	    -Wl,--dynamic-list=$(BUILD)/later.list -o $@ $(BUILD)/later.o $(PROGRAM) $(NOW_LIBS)
else
$(BUILD)/specmill: $(PROGRAM)
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
endif

$(BUILD)/later.def: src/later/later.sh $(PROGRAM)
	@CC="$(CC)" src/later/later.sh "$(PROGRAM)" "$(LDFLAGS) $(LATER_LDFLAGS)" $(BUILD)/later.list \
	    $(LATER) > $@.new
	@cmp -s $@.new $@ || cp $@.new $@

$(BUILD)/later.o: src/later/later.c $(BUILD)/later.def
	$(CC) $(SPECMILL_CFLAGS) $(CFLAGS) -I$(BUILD) -c -o $@ $<

$(BUILD)/libspecmill.a: $(LIBRARY)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | $(BUILD)/libraries
	@mkdir -p $(@D)
	$(CC) $(SPECMILL_CFLAGS) $(CFLAGS) -c -o $@ $<

# The library knows where themes get installed.
$(BUILD)/datadir: FORCE
	@mkdir -p $(@D)
	@echo '$(DATADIR)' | cmp -s - $@ || echo '$(DATADIR)' > $@

$(BUILD)/src/api.o: $(BUILD)/datadir
$(BUILD)/src/api.o: SPECMILL_CFLAGS += -DSPECMILL_DATADIR='"$(DATADIR)"'

$(BUILD)/specmill.1: $(BUILD)/specmill
	$< --manual > $@.new && mv $@.new $@

# Style sheets and scripts become C: their lines as strings, without comments and indentation.
LINES_TO_C = sed -e 's/^ *//' -e '/^$$/d' -e '/^\/\//d' -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/'

$(BUILD)/%.css.inc: %.css
	@mkdir -p $(@D)
	$(LINES_TO_C) $< > $@

$(BUILD)/%.js.inc: %.js
	@mkdir -p $(@D)
	$(LINES_TO_C) $< > $@

$(BUILD)/src/export/html/style.o: $(BUILD)/src/export/html/page.css.inc
$(BUILD)/src/export/html/script.o: $(BUILD)/src/export/html/page.js.inc
$(BUILD)/src/export/html/style.o $(BUILD)/src/export/html/script.o: \
    SPECMILL_CFLAGS += -I$(BUILD)/src/export/html

$(BUILD)/src/site/assets.o: $(BUILD)/src/site/site.css.inc $(BUILD)/src/site/search.js.inc
$(BUILD)/src/site/assets.o: SPECMILL_CFLAGS += -I$(BUILD)/src/site

# The words that the recognizer knows become one table.
VOCABULARY := $(BUILD)/src/recognize/vocabulary.inc
VOCABULARY_PARTS := $(patsubst %,$(BUILD)/src/recognize/%.o,make_vocabulary words simplified) \
                    $(filter $(BUILD)/src/base/% $(BUILD)/src/model/%,$(OBJECTS))

$(BUILD)/make_vocabulary: $(VOCABULARY_PARTS)
	$(CC) $(SPECMILL_CFLAGS) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ -lm

$(VOCABULARY): $(BUILD)/make_vocabulary
	$< > $@.new && mv $@.new $@

$(BUILD)/src/recognize/vocabulary.o: $(VOCABULARY)
$(BUILD)/src/recognize/vocabulary.o: SPECMILL_CFLAGS += -I$(BUILD)/src/recognize

# Every tests/unit/FLOOR/MODULE_test.c is a program of its own.
UNIT_SOURCES := $(sort $(shell find tests/unit -name '*_test.c'))
UNIT_TESTS   := $(UNIT_SOURCES:%.c=$(BUILD)/%)

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libspecmill.a
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/%.o: SPECMILL_CFLAGS += -Itests

# Reads Markdown and writes the HTML of its body, for the examples of the specification.
$(BUILD)/tests/spec/body: $(BUILD)/tests/spec/body.o $(BUILD)/libspecmill.a
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

unit: $(UNIT_TESTS)
	@tests/unit/run.sh $(UNIT_TESTS)

test: all
	@tests/run.sh

recognition: all
	@BUILD=$(BUILD) tests/recognition/score.py

golden: all
	@tests/golden.sh --update $(CASE)

# Every example and case as PDF by the DocBook stylesheets and fop, which takes seconds a file.
docbook-pdf: all
	@rm -rf $(BUILD)/docbook-pdf && mkdir -p $(BUILD)/docbook-pdf
	@$(BUILD)/specmill -q -t docbook,json -d $(BUILD)/docbook-pdf tests/cases/spec/*.md tests/cases/docbook/*.md
	@FO=1 sh tests/judges/docbook.sh $(BUILD)/docbook-pdf && echo "docbook-pdf: clean"

# Every page in every view, and the keyboard through each; see tests/suites/browser.sh.
browser: all
	@ALL=1 sh tests/suites/browser.sh

fuzz:
	@tests/fuzz/fuzz.sh

# Hostile input, faults, load, at length, with figures: an hour or two on two processors.
hardening: all
	@BUILD=$(BUILD) tests/hardening/hardening.sh

# All harnesses in one program: the name it is run by chooses (see tests/fuzz/fuzz.sh).
FUZZ_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/fuzz/*.c)))

$(BUILD)/fuzz: $(FUZZ_OBJECTS) $(BUILD)/libspecmill.a
	$(CC) -fsanitize=address,undefined,fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

print-flags:
	@echo '$(SPECMILL_CFLAGS)'

print-libs:
	@echo '$(LIBS)'

# After theme_keys.def changed.
default-theme: all
	$(BUILD)/specmill --show-theme > themes/default/theme.yaml

# Workbooks as LibreOffice reads, calculates and saves them.
office: all
	@sh tests/judges/office.sh $(SPECS)

bench: all $(BUILD)/gallery
	@tests/bench/bench.sh

# The pictures that README.md shows.
pictures: all
	@tests/pictures.sh

# A page with the drawings of the Mermaid files under CORPUS.
$(BUILD)/gallery: $(BUILD)/tests/gallery/gallery.o $(BUILD)/libspecmill.a
	$(CC) $(SPECMILL_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

CORPUS ?= tests/cases/diagram
gallery: $(BUILD)/gallery
	find $(CORPUS) -name '*.mmd' | LC_ALL=C sort | xargs $(BUILD)/gallery -t \
	    > $(BUILD)/gallery.html 2> $(BUILD)/gallery.tsv
	@echo $(BUILD)/gallery.html

floors:
	@tests/lint/floors.sh

# Every header compiles alone; the public one in C++, too, and without the others.
headers:
	@tests/lint/headers.sh

lint: all compile_commands.json
	@BUILD="$(BUILD)" tests/lint/lint.sh

compile_commands.json: Makefile $(SOURCES)
	@for source in $(SOURCES) src/later/later.c src/recognize/make_vocabulary.c; do \
	    printf '{"directory": "%s", "file": "%s", "arguments": [' "$(CURDIR)" "$$source"; \
	    printf '"%s", ' cc $(filter-out -MMD -MP,$(SPECMILL_CFLAGS)) -I$(BUILD) -I$(BUILD)/src/export/html -I$(BUILD)/src/site -I$(BUILD)/src/recognize; \
	    printf '"-c", "%s"]},\n' "$$source"; \
	done | sed -e '1s/^/[/' -e '$$s/,$$/]/' > $@

# What a program that uses the static library must be linked with is part of what it requires.
$(BUILD)/specmill.pc: $(BUILD)/datadir Makefile include/specmill/specmill.h
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCDIR)' \
	    'themesdir=$(DATADIR)/themes' '' 'Name: specmill' \
	    'Description: Markdown technical specifications to HTML, DocBook, PDF, XLSX, CSV, JSON' \
	    "Version: $$(sed -n 's/^#define SPECMILL_VERSION  *"\(.*\)"/\1/p' include/specmill/specmill.h)" \
	    'Requires: $(PKGS)' 'Libs: -L$${libdir} -lspecmill $(PLAIN_LIBS)' \
	    'Cflags: -I$${includedir}' > $@

install: all $(BUILD)/specmill.pc
	install -d $(addprefix $(DESTDIR),$(BINDIR) $(LIBDIR)/pkgconfig $(INCDIR)/specmill \
	    $(MANDIR)/man1 $(DATADIR))
	install -m 755 $(BUILD)/specmill $(DESTDIR)$(BINDIR)/specmill
	install -m 644 $(BUILD)/libspecmill.a $(DESTDIR)$(LIBDIR)/libspecmill.a
	install -m 644 $(BUILD)/specmill.pc $(DESTDIR)$(LIBDIR)/pkgconfig/specmill.pc
	install -m 644 include/specmill/specmill.h $(DESTDIR)$(INCDIR)/specmill/specmill.h
	install -m 644 $(BUILD)/specmill.1 $(DESTDIR)$(MANDIR)/man1/specmill.1
	for theme in themes/*/; do \
	    install -d "$(DESTDIR)$(DATADIR)/$$theme" && \
	    install -m 644 "$$theme"* "$(DESTDIR)$(DATADIR)/$$theme"; \
	done
	install -m 644 src/export/json/schema.json $(DESTDIR)$(DATADIR)/schema.json

uninstall:
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/specmill $(LIBDIR)/libspecmill.a \
	    $(LIBDIR)/pkgconfig/specmill.pc $(INCDIR)/specmill/specmill.h $(MANDIR)/man1/specmill.1)
	rm -rf $(DESTDIR)$(DATADIR)
	rmdir $(DESTDIR)$(INCDIR)/specmill 2>/dev/null || true

clean:
	rm -rf $(BUILD)

FORCE:
.PHONY: FORCE bench hardening office browser docbook-pdf pictures default-theme fuzz print-flags print-libs all unit test golden recognition floors headers lint \
        install uninstall clean
.SECONDARY:
-include $(OBJECTS:.o=.d) $(BUILD)/src/recognize/make_vocabulary.d $(UNIT_TESTS:%=%.d) $(FUZZ_OBJECTS:.o=.d) $(BUILD)/tests/gallery/gallery.d
