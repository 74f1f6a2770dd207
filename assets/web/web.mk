# The same program for a browser: build/headwise.html, one file that opens from disk, and build/web/,
# the same in two for a host. Included by Makefile. Sources of SDL2, SDL2_ttf, FreeType, HarfBuzz and
# md4c come by `make deps-web`; what links is only what is used: SDL's surfaces, no window of its own.

WEB := build/wasm
DEPS := build/web-deps
# node of another origin than Debian's does not find Debian's modules by itself.
EMCC := NODE_PATH=/usr/share/nodejs:/usr/lib/nodejs emcc
EMAR := emar
WEB_CFLAGS := -O2
WEB_PACKAGES := -I$(DEPS)/SDL2/include -I$(DEPS)/SDL2_ttf -I$(DEPS)/md4c/src
WEB_STRICT := -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -I. $(WARNINGS)

# Surfaces, memory as a stream, strings, errors: the rest of SDL is not asked for.
SDL_PARTS := SDL.c SDL_error.c SDL_hints.c SDL_list.c SDL_log.c SDL_assert.c SDL_utils.c atomic/*.c cpuinfo/*.c \
    stdlib/*.c file/*.c thread/*.c thread/generic/*.c timer/SDL_timer.c timer/unix/*.c \
    video/SDL_RLEaccel.c video/SDL_blit*.c video/SDL_fillrect.c video/SDL_pixels.c video/SDL_rect.c \
    video/SDL_stretch.c video/SDL_surface.c video/SDL_yuv.c video/yuv2rgb/*.c video/SDL_bmp.c
FREETYPE_PARTS := base/ftbase base/ftinit base/ftsystem base/ftglyph base/ftbitmap base/ftstroke base/ftmm \
    base/ftdebug truetype/truetype cff/cff psaux/psaux pshinter/pshinter psnames/psnames sfnt/sfnt smooth/smooth autofit/autofit
WEB_OTHERS := $(wildcard $(addprefix $(DEPS)/SDL2/src/,$(SDL_PARTS))) $(DEPS)/SDL2_ttf/SDL_ttf.c \
    $(patsubst %,$(DEPS)/freetype/src/%.c,$(FREETYPE_PARTS)) $(DEPS)/md4c/src/md4c.c
WEB_SHAPER := $(WEB)/$(DEPS)/harfbuzz/src/harfbuzz.o
WEB_OURS := $(ATTENTION) $(LESSONS) $(filter-out app/platform/window.c app/platform/picture.c,$(APP)) \
    $(wildcard app/platform/web/*.c) app/main.c
WEB_OBJECTS := $(patsubst %.c,$(WEB)/%.o,$(WEB_OURS)) $(WEB)/builtin.o
WEB_LIBRARY := $(WEB)/others.a
WEB_LINK := -O2 --js-library assets/web/library.js -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432 \
    -sDYNAMIC_EXECUTION=0
WEB_EXPORTS := _main,_web_size,_web_input,_web_key,_web_text_place,_web_text,_web_link_place,_web_scene_text,_web_turn,_sbrk
WEB_PAGE := $(addprefix assets/web/,page.html page.css address.js clipboard.js page.js icon.svg assemble.py)

# What the native program needs, too: it draws the page's first picture.
deps-web: | deps $(filter deps-lint,$(WAIT))
	@sh assets/web/deps.sh $(DEPS)

# Once more from the start: what there is to compile is known when the sources have come. Three hundred
# files: on every core, unless make was told otherwise.
web: | $(filter deps deps-web,$(MAKECMDGOALS))
	@$(MAKE) -s $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc)) --no-print-directory build/headwise.html
	@ls -l build/headwise.html | awk '{ printf "build/headwise.html: %d bytes", $$5 }'
	@gzip -9 -c build/headwise.html | wc -c | awk '{ printf ", %d by gzip -9\n", $$1 }'

OTHERS_CFLAGS := -w $(WEB_PACKAGES) -I$(DEPS)/harfbuzz/src -I$(DEPS)/freetype/include -Iassets/web \
    -DFT_CONFIG_MODULES_H='<ftmodule.h>' -DFT_CONFIG_OPTIONS_H='<ftoptions.h>'

$(WEB)/$(DEPS)/%.o: $(DEPS)/%.c
	@mkdir -p $(@D)
	@echo "  EMCC $<"
	$(Q)$(EMCC) $(WEB_CFLAGS) $(OTHERS_CFLAGS) -DFT2_BUILD_LIBRARY -DTTF_USE_HARFBUZZ=1 -c -o $@ $<

# Without it letters stand a little elsewhere than in the native program.
$(WEB_SHAPER): $(DEPS)/harfbuzz/src/harfbuzz.cc
	@mkdir -p $(@D)
	@echo "  EMCC $<"
	$(Q)$(EMCC) -Os -std=c++11 -fno-exceptions -fno-rtti -fno-threadsafe-statics -DHB_TINY -DHAVE_FREETYPE \
	    $(OTHERS_CFLAGS) -c -o $@ $<

$(patsubst %,$(WEB)/$(DEPS)/freetype/src/%.o,$(FREETYPE_PARTS)): assets/web/ftmodule.h assets/web/ftoptions.h

$(WEB_LIBRARY): $(patsubst %.c,$(WEB)/%.o,$(WEB_OTHERS)) $(WEB_SHAPER) assets/web/web.mk
	@rm -f $@
	$(Q)$(EMAR) rcs $@ $(filter %.o,$^)

$(WEB)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  EMCC $<"
	$(Q)$(EMCC) $(WEB_STRICT) $(WEB_CFLAGS) $(if $(filter attention/%,$<),,$(WEB_PACKAGES)) -MMD -MP -c -o $@ $<

$(WEB)/builtin.o: build/builtin.c lessons/lesson.h
	@mkdir -p $(@D)
	$(Q)$(EMCC) -std=c11 -I. -w -c -o $@ $<

$(WEB)/headwise.js: $(WEB_OBJECTS) $(WEB_LIBRARY) assets/web/library.js assets/web/web.mk
	@echo "  LINK $@"
	$(Q)$(EMCC) $(WEB_LINK) -sENVIRONMENT=web -sINVOKE_RUN=0 -sMODULARIZE=1 -sEXPORT_NAME=Headwise \
	    -sFORCE_FILESYSTEM=1 -sEXPORTED_FUNCTIONS=$(WEB_EXPORTS) \
	    -sEXPORTED_RUNTIME_METHODS=callMain,FS,stringToUTF8,lengthBytesUTF8,UTF8ToString -o $@ $(WEB_OBJECTS) $(WEB_LIBRARY)

# The commands alone, for node, with all kernels and with none but the plain: what `trace` says there
# is held against the native program, the plain ones to the bit.
COMMAND_LINK = $(Q)$(EMCC) $(WEB_LINK) -sENVIRONMENT=node -sNODERAWFS=1 -sWASM_ASYNC_COMPILATION=0 -sEXIT_RUNTIME=1 -o $@
PLAIN := attention/kernels/kernels

$(WEB)/command.js: $(WEB_OBJECTS) $(WEB_LIBRARY) assets/web/library.js assets/web/web.mk
	@echo "  LINK $@"
	$(COMMAND_LINK) $(WEB_OBJECTS) $(WEB_LIBRARY)

$(WEB)/plain.js: $(WEB)/plain.o $(WEB_OBJECTS) $(WEB_LIBRARY) assets/web/library.js assets/web/web.mk
	@echo "  LINK $@"
	$(COMMAND_LINK) $< $(filter-out $(WEB)/$(PLAIN).o,$(WEB_OBJECTS)) $(WEB_LIBRARY)

$(WEB)/plain.o: $(PLAIN).c attention/kernels/levels.h attention/kernels/kernels.h
	@mkdir -p $(@D)
	$(Q)$(EMCC) $(WEB_STRICT) $(WEB_CFLAGS) -DKERNELS_PLAIN_ONLY -c -o $@ $<

$(WEB)/native-plain: $(WEB)/native-plain.o $(B)/app/main.o $(OBJECTS)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $< $(filter-out $(B)/$(PLAIN).o,$(wordlist 2,999,$^)) \
	    $(LDFLAGS) $(PACKAGE_LIBS) -lm

# What the native window says of a view, as the page says it.
$(WEB)/native-scene: $(B)/tests/web/scene.o $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LDFLAGS) $(PACKAGE_LIBS) -lm

$(WEB)/native-plain.o: $(PLAIN).c attention/kernels/levels.h attention/kernels/kernels.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(STRICT) $(CFLAGS) -DKERNELS_PLAIN_ONLY -c -o $@ $<

# The first step, drawn by the native program: on the page until the browser has drawn it too.
$(WEB)/first-%.png: $(WEB)/native-scene
	@mkdir -p $(@D)
	$(Q)$(WEB)/native-scene 1/1 1280 800 $@ $* > /dev/null

build/headwise.html: $(WEB)/headwise.js $(WEB)/first-light.png $(WEB)/first-dark.png $(WEB_PAGE)
	@echo "  PAGE $@"
	$(Q)python3 assets/web/assemble.py $(WEB) build/headwise.html build/web

# The page in a headless browser, and the commands in node. Once more from the start, as for web.
test-web: web
	@$(MAKE) --no-print-directory $(addprefix $(WEB)/,command.js plain.js native-plain native-scene)
	@HEADWISE=build/headwise python3 -B tests/web/run.py

BENCH_OBJECTS := tests/web/bench.o $(ATTENTION:.c=.o)

$(WEB)/bench.js: $(addprefix $(WEB)/,$(BENCH_OBJECTS))
	$(Q)$(EMCC) -O2 -sALLOW_MEMORY_GROWTH=1 -sENVIRONMENT=node -sWASM_ASYNC_COMPILATION=0 -sEXIT_RUNTIME=1 -o $@ $^

$(WEB)/native-bench: $(addprefix $(B)/,$(BENCH_OBJECTS))
	$(Q)$(CC) $(CFLAGS) -o $@ $^ -lm

bench-web: $(WEB)/bench.js $(WEB)/native-bench
	@python3 -B tests/web/bench.py $(WEB)/native-bench $(WEB)/bench.js

.PHONY: deps-web web test-web bench-web
-include $(patsubst %.c,$(WEB)/%.d,$(WEB_OURS))
