# A setting that makes softmax sharper: its row and field, what reads it, its rule, its entry and values.
. tests/newcomer/rows.sh
row attention/attention.h ATTN_SETTINGS \
    'ROW(SHARP, sharp, NUMBER, 0.5, 8, "1", "Sharpness", "U", LIST("1", "2"), NONE, "scaled scores are times this")'
sed -i 's/^    double dropout;$/    double dropout, sharp;/' attention/attention.h
sed -i 's/double divisor = plan_divisor(plan, \(.*\));$/double divisor = plan_divisor(plan, \1) \/ plan->config.sharp;/' \
    attention/wirings/head.c attention/wirings/single.c
sed -i -e '/^static const char \*polarity(/i\
static const char *sharp(struct writing *w, const char *piece)\
{\
    if (w->config->sharp == 1) {\
        return piece;\
    }\
    snprintf(w->text, sizeof w->text, "scaled = %.9g * ", w->config->sharp);\
    return w->text;\
}\
' -e '/RULE(SAYS(SCALE)/i\
    RULE(SAYS(SHARP), "scaled = ", ALL, sharp) \\' lessons/script/rules.c
sed -i '/^\.It Cm mode$/i\
.It Cm sharp\
Scaled scores are times this [1].' assets/headwise.1
sed -i '/^    {"dropout", {/i\
    {"sharp", {"1", "0.5", "2"}},' tests/test_recompute.c
