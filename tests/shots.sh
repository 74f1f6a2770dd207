#!/bin/sh
# A picture of every step of every lesson: shots.sh HEADWISE FOLDER
set -eu
headwise=$1 folder=$2
mkdir -p "$folder"
"$headwise" list | sed -n 's/^  \([^ ]*\) .*/\1/p' | while read -r step; do
    name=$(echo "$step" | tr / -)
    for theme in light dark; do
        for size in 960x600 1280x800; do
            echo "shot $step $folder/$name-$theme-$size.png --theme $theme --size $size"
        done
        echo "shot $step $folder/$name-$theme-1280x800@2.png --theme $theme --density 2"
    done
done | xargs -P 2 -L 1 "$headwise"
for size in 640x480 960x600 1280x800 1920x1080; do
    for theme in light dark; do
        "$headwise" shot 1/1 "$folder/clinic-$theme-$size.png" --size $size --theme $theme \
            'error=mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)'
    done
done
echo "$(ls "$folder"/*.png | wc -l) pictures in $folder"
