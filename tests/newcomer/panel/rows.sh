# The row of the panel.
. tests/newcomer/rows.sh
row app/panels/panels.h PANELS 'ROW(badge, stage, "")'
