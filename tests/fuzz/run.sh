#!/bin/sh
# run.sh FOLDER SECONDS LIBS SOURCE... : builds each fuzzer into FOLDER with clang, over the sources
# and the linker's words in LIBS, and runs it. FUZZERS names those to run, or all. What one
# finds is left in FOLDER/NAME-crash-*, and copies of the corpus grow there, not here.
folder=$1 seconds=$2 libs=$3
shift 3
flags="-std=c11 -D_POSIX_C_SOURCE=200809L -I. -g -O1 -fsanitize=fuzzer,address,undefined \
    -fno-sanitize-recover=all -DFUZZER"
mkdir -p "$folder" || exit 1

probe='#include <stddef.h>
int LLVMFuzzerTestOneInput(const void *data, size_t bytes) { return data && bytes > 9 ? 0 : 0; }'
if ! echo "$probe" | clang -fsanitize=fuzzer -x c - -o "$folder/probe" 2>/dev/null; then
    echo "fuzz: skipped, clang with libFuzzer is not here"
    exit 0
fi

objects=
mkdir -p "$folder/objects"
for source; do
    object=$folder/objects/$(echo "$source" | tr / _).o
    clang $flags -w -c -o "$object" "$source" || exit 1
    objects="$objects $object"
done

status=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    name=${name#fuzz_}
    case " ${FUZZERS:-$name} " in *" $name "*) ;; *) continue ;; esac
    echo "  FUZZ $name, $seconds s"
    mkdir -p "$folder/$name"
    clang $flags -o "$folder/fuzz_$name" "$source" $objects $libs -lm || exit 1
    "$folder/fuzz_$name" -max_total_time="$seconds" -max_len=4096 -timeout=10 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$folder/$name-" "$folder/$name" \
        "tests/fuzz/corpus/$name" >"$folder/$name.log" 2>&1 || {
        status=1
        cat "$folder/$name.log"
    }
    sed -n 's/^stat::number_of_executed_units: */       runs: /p' "$folder/$name.log"
done
exit $status
