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

echo "$planted plants, $missed missed"
[ "$missed" -eq 0 ]
