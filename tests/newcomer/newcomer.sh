#!/bin/sh
# A newcomer follows the README in a copy of the tree: the files of tests/newcomer/NAME are laid over
# it, its rows.sh adds the rows, and the tests that would notice are built and run there.
#   newcomer.sh NAME TEST...
set -eu
unset SAN COV # the plain build, whatever build asked for it
export CC=cc
name=$1
shift
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$tree"
cd "$tree"
(cd "tests/newcomer/$name" && tar cf - --exclude=rows.sh --exclude='*.sed' .) | tar xf - -C "$tree"
sh "tests/newcomer/$name/rows.sh"

programs=
for test; do
    programs="$programs build/tests/$test"
done
MAKEFLAGS= make -j2 CFLAGS=-O0 WERROR=1 build/headwise $programs >build.log 2>&1 ||
    { grep -A3 -E 'error|undefined' build.log || cat build.log; exit 1; }
for program in $programs; do
    case $program in
    */test_golden | */test_plans) # the panels that list all choices, the plan of a new wiring
        UPDATE_GOLDEN=1 "$program" >/dev/null 2>&1 || true ;;
    esac
    HEADWISE=build/headwise "$program" >log 2>&1 || { cat log; exit 1; }
done
