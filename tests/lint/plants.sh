#!/bin/sh
# plants.sh FOLDER : in a copy of the tree in FOLDER, plants one fault at a time and demands that
# lint complains of it, of the right file and in the right words, and did not before.
copy=$1 planted=0 missed=0
rm -rf "$copy" && mkdir -p "$copy/build" || exit 1
tar cf - Makefile .clang-format .clang-tidy app assets attention lessons tests | (cd "$copy" && tar xf -)
if [ -d build/lint ]; then
    cp -a build/lint "$copy/build/lint"
fi
cd "$copy" || exit 1
rules='compile floors names unused globals symbols frame circles sizes'
sh tests/lint.sh $rules >before 2>&1

# also FILE : adds its standard input to the end of another file, until the next plant was looked at.
others=
also() {
    mkdir -p "kept_also/$(dirname "$1")"
    cp "$1" "kept_also/$1"
    others="$others $1"
    cat >>"$1"
}

# plant RULE FILE WORDS : adds its standard input to the end of FILE.
plant() {
    rule=$1 file=$2 words=$3
    cp "$file" kept
    cat >>"$file"
    sh tests/lint.sh "$rule" >after 2>&1
    planted=$((planted + 1))
    if ! grep "^lint: $file: .*$words" after | grep -vxFf before | grep -q .; then
        missed=$((missed + 1))
        echo "missed: $rule, $file, '$words'; lint said:"
        grep -vxFf before after | tail -n 3
    fi
    cp kept "$file"
    for file in $others; do
        cp "kept_also/$file" "$file"
    done
    others=
}

# global FILE NAME : one whose code is planted, and a function that hands it out.
global() {
    plant globals "$1" "$2 can change"
}

model=app/model/layout.c
hands='int *layout_planted(void); int *layout_planted(void)'
global $model planted <<END
static int planted; $hands { return &planted; }
END
global $model planted <<END
int planted; $hands { return &planted; }
END
global $model planted <<END
extern int planted; int planted = 4; $hands { return &planted; }
END
global $model planted <<END
$hands { static int planted; return &planted; }
END
global $model planted <<END
$hands { static struct { int a[2]; } planted[3] = {0}; return planted[1].a; }
END
global $model planted <<END
static int planted[8] = {1}; $hands { return planted; }
END
global $model planted <<END
_Thread_local int planted; $hands { return &planted; }
END
global attention/numbers/words.c planted <<END
static _Thread_local int planted = 2; int *words_planted(void); int *words_planted(void) { return &planted; }
END
global $model planted <<END
static const char *planted[] = {"a", "b"}; const char **layout_planted(void);
const char **layout_planted(void) { return planted; }
END
global lessons/read/memory.c __compound_literal <<END
static int *const planted = (int[]){1}; int *memory_planted(void); int *memory_planted(void) { return planted; }
END
plant globals app/model/model.h 'no mutable globals' <<END
extern int planted;
END

plant names attention/numbers/words.c 'loose does not begin' <<END
int loose(void); int loose(void) { return 1; }
END
plant names $model 'planted_height does not begin' <<END
int planted_height(void); int planted_height(void) { return 1; }
END
plant names attention/numbers/words.c 'attn_planted has attn_' <<END
int attn_planted(void); int attn_planted(void) { return 1; }
END

plant unused $model 'unused public function layout_planted' <<END
int layout_planted(void); int layout_planted(void) { return 1; }
END
plant unused attention/ops/scale.c 'unused public function scale_planted' <<END
int scale_planted(int n); int scale_planted(int n) { return n ? scale_planted(n - 1) : 1; }
END
plant unused $model 'unused public object layout_planted' <<END
extern const int layout_planted[2]; const int layout_planted[2] = {1, 2};
END
plant compile $model 'planted.* defined but not used' <<END
static int planted(void) { return 1; }
END
plant compile $model 'planted.* defined but not used' <<END
static const int planted = 1;
END
plant compile $model 'planted.* defined but not used' <<END
static int planted(int n) { return n ? planted(n - 1) : 1; }
END
plant unused app/model/layout.h 'unused layout_planted' <<END
static inline int layout_planted(void) { return 1; }
END

plant floors attention/numbers/words.c 'private to lessons\|stands below' <<END
#include "lessons/lesson.h"
END
plant floors attention/numbers/words.c 'includes app/scene' <<END
#include "../../app/scene/scene.h"
END
plant floors lessons/read/memory.c 'private to attention' <<END
#include "attention/ops/kind.h"
END
plant floors app/panels/help.c 'private to lessons' <<END
#include "lessons/read/read.h"
END
plant floors app/scene/pen.c 'stands below' <<END
#include "app/model/model.h"
END
plant floors app/scene/pen.c 'includes app/model' <<END
#  include "../model/model.h"
END
plant floors app/scene/pen.c 'stands below' <<END
#include "lessons/lesson.h"
END
plant floors app/model/layout.c 'stands below' <<END
#include "app/stage/stage.h"
END
plant floors app/stage/ruler.c 'stands below' <<END
#include "app/panels/panels.h"
END
plant floors app/panels/help.c 'stands below' <<END
#include "app/platform/platform.h"
END
plant floors app/platform/shapes.c 'stands below' <<END
#include "app/commands/commands.h"
END
plant floors attention/kernels/plain.c 'stands below' <<END
#include "attention/trace/trace.h"
END
plant floors lessons/read/memory.c 'stands below' <<END
#include "lessons/hold/hold.c"
END
plant floors app/model/layout.c 'no file' <<END
#define PLANTED "app/stage/stage.h"
#include PLANTED
END
plant floors app/scene/pen.c 'uses model_heads' <<END
int model_heads(const void *model); int pen_planted(void); int pen_planted(void) { return model_heads(0); }
END

plant symbols app/panels/help.c 'includes SDL' <<END
#include <SDL.h>
END
plant symbols app/commands/place.c 'includes SDL' <<END
#include <SDL2/SDL.h>
END
plant symbols app/stage/ruler.c 'asks for SDL_Delay' <<END
void SDL_Delay(unsigned ms); void ruler_planted(void); void ruler_planted(void) { SDL_Delay(1); }
END
calls() {
    plant symbols "$1" "asks for $2" <<END
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define PLANTED(x) x
void planted_in(char *to, const char *from, const void *any);
void planted_in(char *to, const char *from, const void *any) { (void)to; (void)from; (void)any; PLANTED($3); }
END
}
for file in attention/numbers/words.c lessons/read/memory.c app/scene/pen.c $model app/stage/ruler.c \
    app/panels/help.c; do
    calls $file printf 'printf("%p", any)'
    calls $file exit 'exit(1)'
    calls $file strcpy 'strcpy(to, from)'
    calls $file getenv 'getenv(from)'
    calls $file fopen 'fopen(from, from)'
done
calls app/commands/place.c abort 'abort()'
calls app/commands/place.c sprintf 'sprintf(to, "%p", any)'
calls app/platform/shapes.c strcat 'strcat(to, from)'
calls app/stage/ruler.c malloc 'free(malloc(4))'
plant symbols attention/trace/measure.c 'asks for time' <<END
long time(long *at); long measure_planted(void); long measure_planted(void) { return time(0); }
END

# pen.c calls scene.c already; the complaint is told of the first of the two.
circle=app/scene/scene.c
cp $circle kept_circle
echo 'void pen_raised_t(void *pen); void scene_planted(void); void scene_planted(void) { pen_raised_t(0); }' >>$circle
plant circles app/scene/pen.c 'a circle of calls' </dev/null
cp kept_circle $circle

lines() { # N lines of a function's body
    echo 'int layout_planted(int n); int layout_planted(int n)'
    echo '{'
    awk -v n="$1" 'BEGIN { while (n-- > 1) print "    n++;"; print "    return n;" }'
    echo '}'
}
lines 61 | plant sizes $model 'layout_planted has 61 lines'
awk 'BEGIN { for (i = 0; i < 400; i++) print "/* . */" }' | plant sizes $model 'look for the second job'

# replace RULE FILE WORDS SCRIPT : sed's script, for what cannot stand at the end.
replace() {
    sed "$4" "$2" >changed
    cp "$2" kept_whole
    : >"$2"
    plant "$1" "$2" "$3" <changed
    cp kept_whole "$2"
}
replace frame app/panels/help.c 'a frame comes to the heap' \
    '/^void panel_help(/,/^{/s|^{|{\n    planted();|; s|^void panel_help(.*|static void planted(void);\n&|; $a\
#include <stdlib.h>\
static void planted(void)\
{\
    free(malloc(4));\
}'

frame_of() { # WHAT panel_help says first, and what stands behind it on standard input.
    cp app/panels/help.c kept_whole
    awk -v what="$1" '/^void panel_help\(/ { print "static void planted(void);" } { print }
        /^void panel_help\(/ { inside = 1 } inside && /^{/ { print "    " what; inside = 0 }' kept_whole >changed
    cat >>changed
    : >app/panels/help.c
    plant frame app/panels/help.c 'a frame comes to the heap' <changed
    cp kept_whole app/panels/help.c
}
frame_of 'planted();' <<END
#include <string.h>
char *strdup(const char *s);
static void planted(void) { (void)strdup("a"); }
END
frame_of 'planted();' <<END
static void *deeper(int n);
#include <stdlib.h>
static void *deep(int n) { return n ? deeper(n) : calloc(1, 4); }
static void *deeper(int n) { return deep(n - 1); }
static void planted(void) { (void)deep(4); }
END
frame_of 'planted();' <<END
#include <stdlib.h>
static void *row(void) { return malloc(4); }
static const struct { int key; void *(*run)(void); } planted_rows[] = {{1, row}};
static void planted(void) { (void)planted_rows[0].run(); }
END
frame_of 'planted();' <<END
#include <stdlib.h>
static void *handed(size_t n) { return malloc(n); }
static void *ask(void *(*from)(size_t)) { return from(4); }
static void planted(void) { (void)ask(handed); }
END

# The way leads through another file; the complaint is of the one that asks.
cp app/panels/help.c kept_help
sed '/^void panel_help(/,/^{/s|^{|{\n    plate_planted();|; s|^void panel_help(.*|void plate_planted(void);\n&|' \
    kept_help >app/panels/help.c
plant frame app/stage/plate.c 'a frame comes to the heap' <<END
#include <stdlib.h>
void plate_planted(void); void plate_planted(void) { free(malloc(4)); }
END
sed '/^void panel_help(/,/^{/s|^{|{\n    model_planted();|; s|^void panel_help(.*|void model_planted(void);\n&|' \
    kept_help >app/panels/help.c
also app/model/layout.c <<END
void model_planted(void); void model_planted(void) { (void)attn_trace_run_all((void *)0, (void *)0); }
END
plant frame attention/trace/run.c 'a frame comes to the heap' </dev/null
cp kept_help app/panels/help.c

# Through three files, through a table of functions, and through one that is handed on.
also app/scene/theme.c <<END
const char *string_planted(void); void theme_planted(void); void theme_planted(void) { (void)string_planted(); }
END
also app/scene/strings.c <<END
void pen_planted(void); const char *string_planted(void); const char *string_planted(void) { pen_planted(); return ""; }
END
plant circles app/scene/pen.c 'a circle of calls' <<END
void theme_planted(void); void pen_planted(void); void pen_planted(void) { theme_planted(); }
END
also app/scene/theme.c <<END
void pen_raised_t(void *pen);
static void (*const planted[])(void *) = {pen_raised_t};
void theme_planted(void); void theme_planted(void) { planted[0](0); }
END
plant circles app/scene/pen.c 'a circle of calls' </dev/null
also attention/trace/plan.c <<END
int attn_trace_planted(int n); int plan_planted(int n); int plan_planted(int n) { return attn_trace_planted(n - 1); }
END
plant circles attention/trace/plan.c 'a circle of calls' <<END
void plan_planted_too(void); void plan_planted_too(void) { (void)attn_trace_plan((void *)0, (void *)0, (void *)0); }
END

# ---- of the same kind ----
plant globals app/model/model.h 'no mutable globals' <<END
extern const char *planted;
END
plant globals app/model/model.h 'no mutable globals' <<END
extern void (*planted)(void);
END
global app/panels/help.c planted <<END
static struct { const char *name; } planted[2] = {{"a"}}; void help_planted(void); void help_planted(void) { planted[0].name = ""; }
END
global attention/ops/scale.c planted <<END
static int (*planted[2])(void); int scale_planted(void); int scale_planted(void) { return planted[0] ? planted[0]() : 0; }
END
global lessons/read/lines.c planted <<END
static union { int i; float f; } planted; int lines_planted(void); int lines_planted(void) { return planted.i++; }
END
global app/platform/shapes.c planted <<END
static volatile int planted; void shape_planted(void); void shape_planted(void) { planted = planted + 1; }
END
plant names app/stage/ruler.c 'model_planted does not begin' <<END
int model_planted(void); int model_planted(void) { return 1; }
END
plant names lessons/read/lines.c 'begin does not begin' <<END
int begin(void); int begin(void) { return 1; }
END
plant names app/model/layout.h 'planted_height does not begin' <<END
static inline int planted_height(void) { return 1; }
END
also attention/attention.h <<END
int trace_planted(void);
END
plant names attention/trace/trace.c 'is in attention.h without attn_' <<END
int trace_planted(void) { return 1; }
END
plant unused app/stage/ruler.c 'unused public function ruler_planted' <<END
int plate_planted(int n); int ruler_planted(int n); int ruler_planted(int n) { return plate_planted(n); }
int plate_planted(int n) { return n ? ruler_planted(n - 1) : 0; }
END
plant unused $model 'unused static function planted' <<END
__attribute__((unused)) static int planted(void) { return 1; }
END
plant unused $model 'unused planted' <<END
static inline int planted(void) { return 1; }
END
plant floors app/scene/pen.c 'stands below' <<END
%:include "app/model/model.h"
END
plant floors app/scene/pen.c 'stands below' <<END
/* . */ #include "app/model/model.h"
END
plant floors app/panels/help.c 'say "app' <<END
#include <app/model/model.h>
END
plant floors app/model/layout.c 'private to tests' <<END
#include "tests/test.h"
END
plant floors attention/kernels/plain.c 'uses .*attn_trace_new' <<END
void *attn_trace_new(const void *from); int plain_planted(void); int plain_planted(void) { return !attn_trace_new(0); }
END
calls app/commands/place.c atoi 'to[0] = (char)atoi(from)'
calls app/stage/ruler.c stderr 'fputs(from, stderr)'
calls lessons/hold/hold.c system 'system(from)'
calls attention/ops/scale.c rand 'rand()'
calls app/model/layout.c strncat 'strncat(to, from, 4)'
calls app/platform/shapes.c fopen 'fopen(from, "r")'
plant symbols app/panels/help.c 'asks for clock' <<END
#include <time.h>
long help_planted(void); long help_planted(void) { return (long)clock(); }
END
plant compile $model 'variable length' <<END
int layout_planted(int n); int layout_planted(int n) { int a[n]; a[0] = n; return a[0]; }
END
plant compile $model 'alloca' <<END
void *layout_planted(int n); void *layout_planted(int n) { int *a = __builtin_alloca((unsigned)n); return a ? 0 : a; }
END
lines 61 | plant sizes tests/test_keys.c 'layout_planted has 61 lines'
awk 'BEGIN { for (i = 0; i < 400; i++) print "/* . */" }' | plant sizes tests/test_keys.c 'look for the second job'

# ---- the tools; each looks only at what changed ----
plant format $model 'make format puts it right' <<END
int  layout_planted( int n );
END
plant format app/model/layout.h 'make format puts it right' <<END
  int layout_planted (void) ;
END
plant tidy $model '[Nn]ull pointer' <<END
int layout_planted(const int *p); int layout_planted(const int *p) { return p ? 0 : *p; }
END
plant tidy $model 'unused parameter' <<END
int layout_planted(int n); int layout_planted(int n) { return 1; }
END
plant tidy tests/test_keys.c 'leak' <<END
int keys_planted(void); int keys_planted(void) { char *a = malloc(4); return a == NULL; }
END
plant cppcheck $model 'out of bounds' <<END
int layout_planted(void); int layout_planted(void) { int a[2] = {0, 1}; return a[2]; }
END
plant cppcheck lessons/read/lines.c 'ninitialized' <<END
int lines_planted(void); int lines_planted(void) { int a; return a; }
END

echo "$planted plants, $missed missed"
[ "$missed" -eq 0 ]
