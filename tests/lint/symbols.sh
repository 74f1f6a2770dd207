#!/bin/sh
# What is neither ours nor in the table tests/lint/symbols is not asked for. The objects are asked,
# so a macro or a declaration by hand hides nothing; the headers of SDL, of md4c and of the system
# stay in their rooms as well, whether used or not.
{
    sed 's/#.*//' tests/lint/symbols | awk 'NF { sub(/:/, " "); print "may", $0 }'
    find app attention lessons -name '*.[ch]' ! -path lessons/embed.c -exec awk '
        /^[ \t]*(\/\*.*\*\/)?[ \t]*(#|%:)[ \t]*include/ { sub(/^.*(#|%:)[ \t]*include[ \t]*/, ""); print "include", FILENAME, $1 }' {} +
    cat build/lint/facts
} | awk -f tests/lint/symbols.awk | sort | grep . && exit 1
exit 0
