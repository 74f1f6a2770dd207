/* Controls are made from the settings' rows. */
#include "app/model/controls.h"

#include <ctype.h>
#include <string.h>

bool control_exists(int index)
{
    const struct attn_setting *setting = attn_setting(index);
    return setting->key[0] && setting->offered;
}

const struct attn_setting *control_at(int index)
{
    return attn_setting(index);
}

int control_choices(const struct attn_setting *control)
{
    int count = 0;
    while (control->offered && control->offered[count]) {
        count++;
    }
    return count;
}

const char *control_shown(const struct attn_setting *control, int choice)
{
    return control->shown ? control->shown[choice] : control->offered[choice];
}

int control_of_key(int letter)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (control_exists(i) && tolower((unsigned char)attn_setting(i)->key[0]) == letter) {
            return i;
        }
    }
    return -1;
}

int control_choice(const struct attn_setting *control, const struct attn_config *config)
{
    char value[40];
    attn_config_get(config, control->name, value, sizeof value);
    for (int i = 0; control->offered && control->offered[i]; i++) {
        if (strcmp(control->offered[i], value) == 0) {
            return i;
        }
    }
    return -1;
}

int controls_list(int order[CONTROL_COUNT])
{
    int count = 0;
    for (int i = 0; i < CONTROL_COUNT; i++) {
        if (control_exists(i)) {
            order[count++] = i;
        }
    }
    return count;
}
