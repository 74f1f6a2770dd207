#!/bin/sh
# deps.sh FOLDER: what the browser build needs and is not here. Tools come as Debian's packages; SDL2,
# SDL2_ttf, FreeType, HarfBuzz and md4c as Debian's sources, unpacked in FOLDER, through a list of sources of
# our own: the machine's own lists stay as they are. Does nothing when all is there.
set -eu
folder=$1
sources='libsdl2 libsdl2-ttf freetype harfbuzz md4c'

command -v apt-get >/dev/null 2>&1 || {
    echo "the browser build takes its sources from Debian: no apt-get here" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

tools=
need() { # command, package
    command -v "$1" >/dev/null 2>&1 || tools="$tools $2"
}
need emcc emscripten
need chromium chromium
need chromedriver chromium-driver
need xz xz-utils
[ -e /usr/lib/python3/dist-packages/yaml ] || python3 -c 'import yaml' 2>/dev/null || tools="$tools python3-yaml"
if [ -n "$tools" ]; then
    echo "installing:$tools"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $tools
fi

[ ! -e "$folder/unpacked" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder/lists/partial"
cd "$folder"

# The mirrors that this machine uses, asked for sources in place of programs. It knows them by its
# lists, which may have been thrown away.
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e $keys ] && signed="[signed-by=$keys] " || signed=
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirrors() {
    apt-get indextargets --format "deb-src $signed\$(SITE) \$(RELEASE) main" 'Created-By: Packages' |
        grep " $release[a-z-]* main" | sort -u
}
mirrors >sources.list
[ -s sources.list ] || {
    as_root apt-get update -qq
    mirrors >sources.list
}
[ -s sources.list ] || {
    echo "no mirror of Debian $release among this machine's sources" >&2
    exit 1
}

own() {
    apt-get -qq -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$PWD/lists" -o APT::Sandbox::User=root "$@"
}
own update
own source --download-only --tar-only $sources
for archive in *.orig.tar.*; do
    tar xf "$archive"
done
for name in SDL2 SDL2_ttf freetype harfbuzz md4c; do
    mv $name-* $name
done
rm -rf lists ./*.tar.*
touch unpacked
