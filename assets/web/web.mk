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
WEB_EXPORTS := _main,_web_size,_web_input,_web_key,_web_text_place,_web_text,_web_turn
WEB_PAGE := $(addprefix assets/web/,page.html page.css page.js assemble.py)

deps-web: | $(filter deps deps-lint,$(WAIT))
	@sh assets/web/deps.sh $(DEPS)

# Once more from the start: what there is to compile is known when the sources have come.
web: | $(filter deps deps-web,$(MAKECMDGOALS))
	@$(MAKE) --no-print-directory build/headwise.html
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

# Wasm's vectors, in the one file that is written for them.
$(WEB)/attention/kernels/level_wasm.o: WEB_CFLAGS += -msimd128

$(WEB)/builtin.o: build/builtin.c lessons/lesson.h
	@mkdir -p $(@D)
	$(Q)$(EMCC) -std=c11 -I. -w -c -o $@ $<

$(WEB)/headwise.js: $(WEB_OBJECTS) $(WEB_LIBRARY) assets/web/library.js assets/web/web.mk
	@echo "  LINK $@"
	$(Q)$(EMCC) $(WEB_LINK) -sENVIRONMENT=web -sINVOKE_RUN=0 -sMODULARIZE=1 -sEXPORT_NAME=Headwise \
	    -sFORCE_FILESYSTEM=1 -sEXPORTED_FUNCTIONS=$(WEB_EXPORTS) \
	    -sEXPORTED_RUNTIME_METHODS=callMain,FS,stringToUTF8 -o $@ $(WEB_OBJECTS) $(WEB_LIBRARY)

# The commands alone, for node: what `trace` says there is held against the native program.
$(WEB)/command.js: $(WEB_OBJECTS) $(WEB_LIBRARY) assets/web/library.js assets/web/web.mk
	@echo "  LINK $@"
	$(Q)$(EMCC) $(WEB_LINK) -sENVIRONMENT=node -sNODERAWFS=1 -o $@ $(WEB_OBJECTS) $(WEB_LIBRARY)

# The first step, drawn by the native program: on the page until the browser has drawn it too.
$(WEB)/first-%.png: build/headwise
	@mkdir -p $(@D)
	$(Q)build/headwise shot 1/1 $@ --theme $*

build/headwise.html: $(WEB)/headwise.js $(WEB)/first-light.png $(WEB)/first-dark.png $(WEB_PAGE)
	@echo "  PAGE $@"
	$(Q)python3 assets/web/assemble.py $(WEB) build/headwise.html build/web

.PHONY: deps-web web
-include $(patsubst %.c,$(WEB)/%.d,$(WEB_OURS))
