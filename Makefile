# Headwise. `make help` lists the targets; README.md says more.
#
# Variables: SAN=1 address and undefined-behaviour sanitizers, WERROR=1 warnings are errors,
# CC=clang another compiler, V=1 the commands in full. Each combination builds in a folder of its
# own.

MAKEFLAGS += --no-builtin-rules

VARIANT := $(if $(filter clang%,$(CC)),-clang)$(if $(SAN),-san)$(if $(COV),-coverage)
B := build$(if $(VARIANT),/variant$(VARIANT))

comma := ,
PACKAGES := sdl2 SDL2_ttf SDL2_image md4c
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
    -Wmissing-prototypes -Wvla -Wdouble-promotion $(if $(WERROR),-Werror)
SANITIZE := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer \
    -fno-sanitize-recover=all) $(if $(COV),--coverage)
CFLAGS ?= -O2 -g
Q := $(if $(V),,@)
STRICT = -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -I. $(WARNINGS) $(SANITIZE)
# Asked only when something is compiled: `make deps` may have installed it by then.
PACKAGE_CFLAGS = $(shell pkg-config --cflags $(PACKAGES))
PACKAGE_LIBS = $(shell pkg-config --libs $(PACKAGES))

ATTENTION := $(wildcard attention/*/*.c)
LESSONS := $(wildcard lessons/*/*.c)
APP := $(wildcard app/*/*.c)
TESTS := $(wildcard tests/test_*.c)
# Slow ones (seconds to minutes): `make test-slow` runs them, `make test` does not.
SLOW := $(wildcard tests/slow_*.c)
BENCH := $(wildcard tests/bench*.c)
WALK := $(wildcard tests/walk/*.c)
TEST_HELP := $(filter-out $(TESTS) $(SLOW) $(BENCH),$(wildcard tests/*.c)) $(wildcard tests/fuzz/*.c)
EMBEDDED := $(sort $(wildcard assets/fonts/*.otf assets/fonts/*.ttf lessons/course/*.md \
    lessons/layers/*.md lessons/listings/*.py lessons/script/*.py))
SOURCES := $(ATTENTION) lessons/embed.c $(LESSONS) $(APP) app/main.c $(wildcard tests/*.c tests/*/*.c)
HEADERS := $(wildcard attention/*.h attention/*/*.h lessons/*.h lessons/*/*.h app/*.h app/*/*.h tests/*.h tests/*/*.h)

object = $(patsubst %.c,$(B)/%.o,$(1))
LIBRARY := $(B)/libattention.a
OBJECTS := $(call object,$(ATTENTION) $(LESSONS) $(APP)) $(B)/builtin.o
TEST_PROGRAMS := $(patsubst tests/%.c,$(B)/tests/%,$(TESTS))
SLOW_PROGRAMS := $(patsubst tests/%.c,$(B)/tests/%,$(SLOW))

all: $(B)/headwise $(LIBRARY)

# `make deps run`: what follows waits until everything is there, under -j too.
ifneq ($(filter deps deps-lint deps-web,$(MAKECMDGOALS)),)
WAIT := $(filter deps deps-lint deps-web,$(MAKECMDGOALS))
endif

deps:
	@sh assets/deps.sh

deps-lint: | $(filter deps,$(WAIT))
	@sh assets/deps.sh lint

run: $(B)/headwise
	@$(B)/headwise $(ARGS)

test: $(B)/headwise $(B)/walk $(TEST_PROGRAMS)
	@HEADWISE=$(B)/headwise CC='$(CC)' SAN='$(SAN)' sh tests/run.sh $(TEST_PROGRAMS)

test-slow: $(B)/headwise $(SLOW_PROGRAMS)
	@HEADWISE=$(B)/headwise CC='$(CC)' SAN='$(SAN)' sh tests/run.sh $(SLOW_PROGRAMS)

$(B)/headwise: $(B)/app/main.o $(OBJECTS)
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LDFLAGS) $(PACKAGE_LIBS) -lm

# The archive is for others: one object of which only attn_* can be seen, so that no name of ours
# meets theirs. Program and tests link the objects. A build with sanitizers, or without objcopy, has
# an archive of the objects as they are.
OBJCOPY ?= objcopy
HIDES := $(if $(SAN)$(COV),,$(shell command -v $(OBJCOPY)))
$(LIBRARY): $(call object,$(ATTENTION)) Makefile
	@rm -f $@
	@echo "  AR   $@"
ifneq ($(HIDES),)
	$(Q)$(LD) -r -o $(@:.a=.o) $(filter %.o,$^)
	$(Q)$(OBJCOPY) --wildcard --keep-global-symbol='attn_*' $(@:.a=.o)
	$(Q)$(AR) rcs $@ $(@:.a=.o)
else
	$(Q)$(AR) rcs $@ $(filter %.o,$^)
endif

# Their allocations can be made to fail: those of our own objects.
WRAPPED := malloc calloc realloc strdup strndup
FAILING := $(B)/tests/test_sweep $(B)/tests/slow_sweep $(B)/tests/test_window_memory
$(FAILING): $(B)/tests/failing/sweep.o $(B)/tests/failing/allocator.o
$(FAILING): LDFLAGS += $(WRAPPED:%=-Wl,--wrap=%)

# A window of the test's own stands in for the real one.
$(B)/tests/test_loop $(B)/tests/test_loop_window: LDFLAGS += $(patsubst %,-Wl$(comma)--wrap=window_%,show size title wait run full_screen view paste point)

# Calls of these are counted.
$(B)/tests/test_toggles: LDFLAGS += -Wl,--wrap=attn_trace_plan

$(TEST_PROGRAMS) $(SLOW_PROGRAMS): $(B)/tests/%: $(B)/tests/%.o $(call object,$(TEST_HELP)) $(OBJECTS)
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LDFLAGS) $(PACKAGE_LIBS) \
	    $(shell pkg-config --libs cmocka) -lm

# The frame test counts what is asked of the heap.
$(B)/tests/test_frame: LDFLAGS += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free

$(B)/%.o: %.c | $(WAIT)
	@mkdir -p $(@D)
	@echo "  CC   $<"
	$(Q)$(CC) $(STRICT) $(CFLAGS) $(if $(filter attention/%,$<),,$(PACKAGE_CFLAGS)) -MMD -MP -c -o $@ $<

$(B)/embed: lessons/embed.c | $(WAIT)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -o $@ $<

$(B)/builtin.c: $(B)/embed $(EMBEDDED)
	@echo "  GEN  $@"
	$(Q)$(B)/embed $(EMBEDDED) > $@.new && mv $@.new $@

$(B)/builtin.o: $(B)/builtin.c lessons/lesson.h
	$(Q)$(CC) -std=c11 -I. -w -c -o $@ $<

# A lesson or a font that comes or goes is built in or out: its folder is newer.
$(B)/builtin.c: lessons/course lessons/layers lessons/listings lessons/script assets/fonts

# `make install PREFIX=/usr DESTDIR=stage`; the library alone needs neither SDL nor the program.
PREFIX ?= /usr/local
VERSION := 0.1.0
INSTALLED := bin/headwise lib/libattention.a lib/pkgconfig/attention.pc include/attention.h \
    share/man/man1/headwise.1
AT = $(DESTDIR)$(PREFIX)

install: $(B)/headwise install-library
	@install -d $(AT)/bin $(AT)/share/man/man1
	install -m 755 $(B)/headwise $(AT)/bin/headwise
	install -m 644 assets/headwise.1 $(AT)/share/man/man1/headwise.1

install-library: $(LIBRARY)
	@install -d $(AT)/lib/pkgconfig $(AT)/include
	install -m 644 $(LIBRARY) $(AT)/lib/libattention.a
	@$(if $(HIDES),,echo 'libattention.a shows its private names too: no objcopy, or a build with SAN or COV')
	install -m 644 attention/attention.h $(AT)/include/attention.h
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@SANITIZE@|$(SANITIZE)|' \
	    assets/attention.pc.in > $(AT)/lib/pkgconfig/attention.pc

uninstall:
	rm -f $(addprefix $(AT)/,$(INSTALLED))

# Each fuzzer (or FUZZERS='lesson') for SECONDS, from its corpus; needs clang's libFuzzer.
fuzz: $(B)/builtin.c
	@FUZZERS='$(FUZZERS)' sh tests/fuzz/run.sh build/fuzz $(or $(SECONDS),5) \
	    '$(shell pkg-config --libs md4c)' $(ATTENTION) $(LESSONS) app/commands/npy.c \
	    $(wildcard app/model/*.c app/scene/*.c) \
	    $(B)/builtin.c

shots: $(B)/headwise
	@sh tests/shots.sh $(B)/headwise build/shots

$(B)/bench: $(call object,$(BENCH) $(ATTENTION))
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LDFLAGS) -ldl -lm

# Random walks through the app: ACTIONS=20000 SEED=1, or REPLAY='go 7 3; key c', as a fault prints it.
$(B)/walk: $(call object,$(WALK)) $(OBJECTS)
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LDFLAGS) $(PACKAGE_LIBS) -lm

walk: $(B)/walk
	@$(B)/walk $(if $(REPLAY),--replay '$(REPLAY)',$(or $(ACTIONS),20000) $(or $(SEED),1))

bench: $(B)/headwise $(B)/bench
	@$(B)/headwise --timing
	@$(B)/bench

# In real PyTorch: the printed scripts and the course's listings, held against the traces.
PYTHON ?= /usr/bin/python3
check-script: $(B)/headwise
	@HEADWISE=$(B)/headwise $(PYTHON) tests/reference/check_scripts.py

check-listings: $(B)/headwise
	@HEADWISE=$(B)/headwise $(PYTHON) tests/reference/check_listings.py

# Errors raised in real PyTorch, explained, mended, and run again.
check-clinic: $(B)/headwise
	@HEADWISE=$(B)/headwise $(PYTHON) -W ignore tests/reference/check_clinic.py

# Line coverage by the tests, and the functions that none runs.
coverage:
	@$(MAKE) COV=1 CFLAGS=-O0 test > build/coverage.log || { tail -n 40 build/coverage.log; exit 1; }
	@sh tests/coverage.sh build/variant-coverage $(ATTENTION) $(LESSONS) $(APP)

lint:
	@sh tests/lint.sh

format:
	clang-format -i $(SOURCES) $(HEADERS)

clean:
	rm -rf build

help:
	@echo 'make            build build/headwise and build/libattention.a'
	@echo 'make deps       install what is missing to build and test'
	@echo 'make run        start the app (ARGS="single-head/3")'
	@echo 'make test       run the fast tests, tests/test_*.c; SAN=1, WERROR=1, CC=clang'
	@echo 'make test-slow  run the slow ones, tests/slow_*.c: once in .ci/run, under the sanitizers'
	@echo 'make coverage   lines that the tests run, file by file, and functions that none runs'
	@echo 'make fuzz       run each fuzzer for SECONDS=5'
	@echo 'make install    PREFIX=/usr/local DESTDIR=; make uninstall takes it away'
	@echo 'make walk       random ACTIONS=20000 by SEED=1 in every lesson, or REPLAY='"'...'"
	@echo 'make shots      a picture of every step in build/shots/'
	@echo 'make bench      the window, each operation, OpenBLAS and PyTorch beside it'
	@echo 'make check-script, make check-listings    the same in PyTorch (needs torch)'
	@echo 'make check-clinic    errors raised in PyTorch, explained, mended, run again (needs torch)'
	@echo 'make deps-web   Debian packages and sources for a browser; make web: build/headwise.html, build/web/'
	@echo 'make test-web   the page in a headless browser; make bench-web: forward passes beside native'
	@echo 'make lint       formatting, static analysis, house rules'
	@echo 'make format     apply clang-format'

.PHONY: all deps deps-lint run test walk test-slow coverage fuzz shots bench check-script check-listings check-clinic \
    install install-library uninstall lint format clean help
.SECONDARY:
include assets/web/web.mk
-include $(patsubst %.c,$(B)/%.d,$(SOURCES))
