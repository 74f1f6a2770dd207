# What lint looks at, made only where something changed: our objects, the table of what each defines
# and asks for, and a stamp for every file that an analyser passed. The objects are not optimised,
# one section a function and a table, so that each reference keeps its name.

MAKEFLAGS += --no-builtin-rules
L := build/lint
# The browser's window stands in the desktop's place: one program cannot hold both.
BROWSER := $(wildcard app/platform/web/*.c)
CODE := $(filter-out lessons/embed.c $(BROWSER),$(shell find app attention lessons -name '*.c'))
TESTS := $(wildcard tests/*.c tests/*/*.c)
HEADERS := $(shell find app attention lessons -name '*.h') $(wildcard tests/*.h tests/*/*.h)
OBJECTS := $(patsubst %.c,$(L)/%.o,$(CODE))

STRICT := -std=c11 -D_POSIX_C_SOURCE=200809L -I. $(shell pkg-config --cflags sdl2 SDL2_ttf SDL2_image md4c) \
    -Wall -Wextra -Werror
# clang drops what is static and unused, after saying so.
KEEP := $(shell $(CC) -fkeep-static-functions -x c -c -o /dev/null /dev/null 2>/dev/null && \
    echo -fkeep-static-functions)
SECTIONS := -O0 -fPIE -fno-builtin -fno-jump-tables -ffunction-sections -fdata-sections $(KEEP)
# The analyser gives a function up after so many steps: the default takes three times as long and
# has never said more here.
TIDY := $(STRICT) -Xclang -analyzer-config -Xclang max-nodes=40000
# internalAstError: cppcheck does not parse a compound literal between ? and :.
CPPCHECK := --quiet --std=c11 --error-exitcode=1 --inline-suppr -I. -j2 --cppcheck-build-dir=$(L)/cppcheck.d \
    --enable=warning,performance,portability --suppress=missingIncludeSystem \
    --suppress=nullPointerRedundantCheck --suppress=internalAstError --template='lint: {file}: line {line}: {message} ({id})'

# "file.c:12:3: error: text" as a line of ours.
SAID := sed -E 's|$(CURDIR)/||; s/^([^: ]+):([0-9]+):[0-9]+: (fatal )?(error|warning): (.*)/lint: \1: line \2: \5/; \
    /^[0-9]+ warnings?( and [0-9]+ errors?)? generated\.$$/d; /^[0-9]+ warnings treated as errors$$/d'

compile facts: $(L)/facts
tidy: $(patsubst %.c,$(L)/%.tidy,$(CODE) $(BROWSER) $(TESTS))
cppcheck: $(L)/cppcheck
format: $(patsubst %,$(L)/%.format,$(CODE) $(BROWSER) $(TESTS) $(HEADERS))

$(L)/%.o: %.c tests/lint/lint.mk
	@mkdir -p $(@D)
	@$(CC) $(STRICT) $(SECTIONS) -Wmissing-prototypes -Wvla -Walloca -MMD -MP -c -o $@ $< 2>$@.said || \
	    { $(SAID) $@.said; exit 1; }

$(L)/facts: $(OBJECTS) tests/lint/facts.awk
	@objdump -tr $(OBJECTS) | awk -v top=$(L)/ -f tests/lint/facts.awk > $@.new && mv $@.new $@

$(L)/%.tidy: %.c .clang-tidy
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(TIDY) >$@.said 2>&1 || { $(SAID) $@.said; exit 1; }
	@$(SAID) $@.said
	@$(CC) $(STRICT) -MM -MP -MT $@ -MF $@.d $< && touch $@

$(L)/%.format: % .clang-format
	@mkdir -p $(@D)
	@clang-format --dry-run --Werror $< 2>/dev/null || { echo "lint: $<: make format puts it right"; exit 1; }
	@touch $@

$(L)/cppcheck: $(CODE) $(BROWSER) $(TESTS) $(HEADERS)
	@mkdir -p $(L)/cppcheck.d $(L)/browser.d
	@cppcheck $(CPPCHECK) $(CODE) $(TESTS)
	@cppcheck $(subst cppcheck.d,browser.d,$(CPPCHECK)) $(BROWSER)
	@touch $@

.PHONY: compile facts tidy cppcheck format
-include $(OBJECTS:.o=.d) $(patsubst %.c,$(L)/%.tidy.d,$(CODE) $(TESTS))
