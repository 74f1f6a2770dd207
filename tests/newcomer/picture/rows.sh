# The row of the picture.
. tests/newcomer/rows.sh
row app/stage/pictures.h PICTURES 'ROW(figures)'
