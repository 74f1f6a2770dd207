# The rows of relu and of the wiring that uses it.
. tests/newcomer/rows.sh
row attention/attention.h ATTN_KINDS 'ROW(RELU, relu)'
row attention/attention.h ATTN_WIRINGS \
    'ROW(ACTIVATED, activated, "activated", "multi-head attention, and a relu")'
sed -i 's/^\(shared, mean, .*, residual\)\.$/\1, activated./' \
    assets/headwise.1
sed -i -f tests/newcomer/operation/record.sed tests/reference/record.py
