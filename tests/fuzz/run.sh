#!/bin/sh
# run.sh FOLDER SECONDS LIBS SOURCE... : builds each fuzzer into FOLDER with clang, over the sources
# and the linker's words in LIBS, and runs it, one on each core (JOBS=1: one after another). FUZZERS
# names those to run, or all. What one finds is left in FOLDER/NAME-crash-*, and copies of the corpus
# grow there, not here.
folder=$1 seconds=$2 libs=$3
shift 3
flags="-std=c11 -D_POSIX_C_SOURCE=200809L -I. -g -O1 -fsanitize=fuzzer,address,undefined \
    -fno-sanitize-recover=all -DFUZZER"
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
export folder seconds libs flags
mkdir -p "$folder/objects" || exit 1

probe='#include <stddef.h>
int LLVMFuzzerTestOneInput(const void *data, size_t bytes) { return data && bytes > 9 ? 0 : 0; }'
if ! echo "$probe" | clang -fsanitize=fuzzer -x c - -o "$folder/probe" 2>/dev/null; then
    echo "fuzz: skipped, clang with libFuzzer is not here"
    exit 0
fi

# each WORDS... : runs $one for every word, its $0; fails if one of them did.
each() {
    printf '%s\n' "$@" | xargs -n 1 -P "$jobs" sh -c "$one"
}

rm -f "$folder"/objects/*
one='clang $flags -w -c -o "$folder/objects/$(echo "$0" | tr / _).o" "$0" || exit 1'
each "$@" || exit 1

one='
name=$(basename "$0" .c)
name=${name#fuzz_}
case " ${FUZZERS:-$name} " in *" $name "*) ;; *) exit 0 ;; esac
found=
mkdir -p "$folder/$name"
clang $flags -o "$folder/fuzz_$name" "$0" "$folder"/objects/*.o $libs -lm || exit 1
"$folder/fuzz_$name" -max_total_time="$seconds" -max_len=4096 -timeout=10 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="$folder/$name-" "$folder/$name" \
    "tests/fuzz/corpus/$name" >"$folder/$name.log" 2>&1 || found=1
runs=$(sed -n "s/^stat::number_of_executed_units: *//p" "$folder/$name.log")
echo "  FUZZ $name, $seconds s, runs: $runs"
[ -z "$found" ] || { cat "$folder/$name.log"; exit 1; }'
each tests/fuzz/fuzz_*.c
