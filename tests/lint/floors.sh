#!/bin/sh
# Includes and calls go down the floors of tests/lint/floors, and from one house (attention, lessons,
# app) to another only through its public headers. A call is checked as well as an include: a
# declaration by hand is no way around.
{
    sed 's/#.*//' tests/lint/floors | awk 'NF { sub(/:/, ""); print "floor", $0 }'
    for header in attention/attention.h lessons/lesson.h lessons/clinic/clinic.h lessons/script/script.h; do
        echo "public $header"
    done
    find app attention lessons -name '*.[ch]' ! -path lessons/embed.c -exec \
        awk '/^[ \t]*(\/\*.*\*\/)?[ \t]*(#|%:)[ \t]*include/ { sub(/^.*(#|%:)[ \t]*include[ \t]*/, ""); print "include", FILENAME, $1 }' {} +
    cat build/lint/facts
} | awk -f tests/lint/floors.awk
