/* Input becomes actions, actions change the model, a changed model is drawn. */
#include "app/platform/loop.h"

#include "app/model/layout.h"
#include "app/model/link.h"
#include "app/platform/keys.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

enum { FRAME_MS = 10 }; /* of waiting between two frames while something moves */

static bool resize(struct loop *loop)
{
    int width, height;
    float density;
    window_size(loop->window, &width, &height, &density);
    struct action action = {.kind = ACTION_RESIZE, .width = (float)width, .height = (float)height};
    model_update(loop->model, action);
    return true;
}

/* What the pointer at (x, y) of the window points at, or clicks. */
static struct action pointed(const struct loop *loop, const struct input *input, bool hover)
{
    float scale = layout_scale(loop->model);
    return scene_hit(loop->scene, input->x / scale, input->y / scale, hover);
}

/* Tells the model where the pointer is when it comes to another thing that can be clicked, or leaves
 * one: what is under it looks so. */
static bool hover(struct loop *loop, const struct input *input)
{
    float scale = layout_scale(loop->model);
    const struct scene *scene = loop->scene;
    int at = scene_target_at(scene, input->x / scale, input->y / scale, false);
    bool there =
        at >= 0 && scene->targets[at].action.kind != ACTION_NONE && scene->targets[at].rows == 0;
    struct rect none = {0, 0, 0, 0}, now = there ? scene->targets[at].rect : none;
    if (memcmp(&now, &loop->hovered, sizeof now) == 0) {
        return false;
    }
    loop->hovered = now;
    window_point(loop->window, there);
    return model_update(loop->model, (struct action){.kind = ACTION_HOVER,
                                                     .width = there ? input->x : -1,
                                                     .height = there ? input->y : -1});
}

static bool move(struct loop *loop, const struct input *input)
{
    struct action action = pointed(loop, input, true);
    action.kind = action.kind != ACTION_NONE ? action.kind
                  : loop->model->stroke      ? ACTION_NONE
                                             : ACTION_LEAVE;
    if (loop->model->stroke && action.kind == ACTION_POINT) {
        action.kind = ACTION_STROKE;
    }
    bool hovered = hover(loop, input);
    return model_update(loop->model, action) || hovered;
}

/* What a key wrote that meant nothing by itself, a character at a time. */
static bool type(struct model *model, const char *text)
{
    bool changed = false;
    while (*text) {
        changed |= model_update(model, keys_text(&text, model_focus(model)));
    }
    return changed;
}

/* What fingers and the system ask for without a key. */
static struct action wished(const struct model *model, const struct input *input)
{
    bool up = input->amount > 0;
    switch (input->kind) {
    case INPUT_SWIPE:
        return (struct action){.kind = up ? ACTION_NEXT : ACTION_BACK};
    case INPUT_PINCH:
        return (struct action){.kind = up ? ACTION_LARGER : ACTION_SMALLER};
    default: /* INPUT_THEME */
        return (struct action){.kind =
                                   up == (model->theme == THEME_DARK) ? ACTION_NONE : ACTION_THEME};
    }
}

static void copy_link(struct loop *loop)
{
    char link[LINK_MOST + 1];
    struct platform_error error = {""};
    bool fits = link_write(loop->model, link, sizeof link) < sizeof link;
    bool copied = fits && window_copy(loop->window, link, &error);
    char line[MODEL_NOTICE];
    snprintf(line, sizeof line, string(copied ? STRING_LINK_COPIED : STRING_LINK_NOT_COPIED),
             copied ? link
             : fits ? error.text
                    : string(STRING_LINK_TOO_LONG));
    model_say(loop->model, line, copied);
}

static void open_link(struct model *model, const char *text, enum string refusal)
{
    struct link_notes notes = {0};
    enum link_end end = link_open(model, text, &notes);
    if (end == LINK_OPENED) {
        link_tell(model, &notes);
    } else if (end != LINK_NO_MEMORY) {
        model_say(model, string(refusal), false);
    }
}

/* Without the blanks and line ends around it. */
static const char *trim(char *text)
{
    size_t bytes = strlen(text);
    while (bytes > 0 && strchr(" \t\r\n", text[bytes - 1])) {
        text[--bytes] = '\0';
    }
    return text + strspn(text, " \t\r\n");
}

/* Where an answer is typed, what cannot be a link is part of it: a figure alone is not a lesson. */
static void paste(struct loop *loop)
{
    char none[] = "", *pasted = window_paste(loop->window);
    const char *text = trim(pasted ? pasted : none);
    enum clinic_pasted what = clinic_pasted(loop->model, text);
    if (what == CLINIC_PASTED_TEXT) {
        model_update(loop->model, (struct action){.kind = ACTION_FIELD});
        type(loop->model, text);
    } else if (what == CLINIC_PASTED_LINK) {
        open_link(loop->model, text, STRING_NO_LINK);
    } else {
        clinic_paste(loop->model, text);
    }
    window_paste_free(pasted);
}

/* The clinic was opened by itself: what is copied may be an error. */
static void paste_error(struct loop *loop)
{
    if (window_pastes_later(loop->window)) {
        return;
    }
    char none[] = "", *pasted = window_paste(loop->window);
    clinic_paste(loop->model, trim(pasted ? pasted : none));
    window_paste_free(pasted);
}

static void copy_text(struct loop *loop)
{
    char text[CLINIC_COPY_MAX], line[MODEL_NOTICE];
    struct platform_error error = {""};
    struct clinic *clinic = &loop->model->clinic;
    clinic_copied(clinic, clinic->copied, text, sizeof text);
    if (!window_copy_text(loop->window, text, &error)) {
        clinic->copied = CLINIC_STOP_PASTE;
        snprintf(line, sizeof line, string(STRING_TEXT_NOT_COPIED), error.text);
        model_say(loop->model, line, false);
    }
}

static bool open_address(struct loop *loop)
{
    char *text = window_paste(loop->window);
    open_link(loop->model, text ? text : "", STRING_NO_ADDRESS);
    window_paste_free(text);
    return true;
}

/* Does what the model asked the world for. */
static void carry_out(struct loop *loop)
{
    enum request request = loop->model->request;
    loop->model->request = REQUEST_NONE;
    if (request == REQUEST_COPY_LINK) {
        copy_link(loop);
    } else if (request == REQUEST_PASTE_LINK) {
        paste(loop);
    } else if (request == REQUEST_PASTE_ERROR) {
        paste_error(loop);
    } else if (request == REQUEST_COPY_TEXT) {
        copy_text(loop);
    }
}

/* A pointer that lay there when the window came means nothing until it is moved. */
static bool rests(struct loop *loop, const struct input *input)
{
    bool same =
        loop->pointer == POINTER_RESTS && input->x == loop->rests_x && input->y == loop->rests_y;
    if (loop->pointer == POINTER_UNSEEN) {
        loop->rests_x = input->x;
        loop->rests_y = input->y;
        loop->pointer = POINTER_RESTS;
        return true;
    }
    loop->pointer = same ? POINTER_RESTS : POINTER_MOVED;
    return same;
}

static bool handle(struct loop *loop, const struct input *input)
{
    struct model *model = loop->model;
    struct action action = {.kind = ACTION_NONE};
    switch (input->kind) {
    case INPUT_POINTER:
        if (loop->pointer != POINTER_MOVED && rests(loop, input)) {
            return false;
        }
        return move(loop, input);
    case INPUT_CLICK:
        action = pointed(loop, input, false);
        break;
    case INPUT_RELEASE:
        action = (struct action){.kind = ACTION_LIFT};
        break;
    case INPUT_WHEEL:
        action = scene_scroll(loop->scene, input->x / layout_scale(model),
                              input->y / layout_scale(model), input->amount);
        break;
    case INPUT_SWIPE:
    case INPUT_PINCH:
    case INPUT_THEME:
        action = wished(model, input);
        break;
    case INPUT_RESIZE:
        return resize(loop);
    case INPUT_ADDRESS:
        return open_address(loop);
    case INPUT_EXPOSE:
        return true;
    case INPUT_QUIT:
        action = (struct action){.kind = ACTION_QUIT};
        break;
    case INPUT_KEY:
        action = keys_action(input->key, input->modifiers, model_focus(model));
        loop->key_meant_something = action.kind != ACTION_NONE;
        break;
    case INPUT_TEXT:
        return !loop->key_meant_something && type(model, input->text);
    default:
        break;
    }
    bool changed = model_update(model, action);
    carry_out(loop);
    return changed;
}

/* "single-head/5 · Headwise": what one types to come back here. */
static void name_place(struct loop *loop)
{
    const struct model *model = loop->model;
    char title[128];
    if (loop->lesson == model->lesson && loop->step == model->step) {
        return;
    }
    loop->lesson = model->lesson;
    loop->step = model->step;
    snprintf(title, sizeof title, string(STRING_WINDOW_TITLE), model_lesson(model)->slug,
             model->step + 1);
    window_title(loop->window, title);
}

static void show_address(const struct loop *loop)
{
    char link[LINK_MOST + 1];
    if (link_write(loop->model, link, sizeof link) < sizeof link) {
        window_view(loop->window, link);
    }
}

static bool draw(struct loop *loop, struct platform_error *error)
{
    int width, height;
    float density;
    window_size(loop->window, &width, &height, &density);
    loop->redraw = false;
    if (!loop->draw(loop->context, density, error) ||
        !window_show(loop->window, loop->painter, error)) {
        return false;
    }
    window_scene(loop->window, loop->scene, layout_scale(loop->model));
    show_address(loop);
    name_place(loop);
    return true;
}

/* The model says whether all of the screen is wanted; the window's new size comes in by itself. */
static void take_screen(struct loop *loop)
{
    bool full = model_full_screen(loop->model);
    if (full != loop->full_screen) {
        loop->full_screen = full;
        window_full_screen(loop->window, full);
    }
}

/* Waits for what comes in, handles it, draws if something changed. False: that was the last one. */
static bool turn(void *context)
{
    struct loop *loop = context;
    bool moving = loop->model->moving;
    struct input input = window_wait(loop->window, moving              ? FRAME_MS
                                                   : loop->wake_ms > 0 ? loop->wake_ms
                                                                       : -1);
    while (input.kind != INPUT_NONE) {
        loop->redraw |= handle(loop, &input);
        input = window_wait(loop->window, 0);
    }
    loop->redraw |= loop->settle(loop->context) || moving;
    take_screen(loop);
    if (loop->model->quit) {
        return false;
    }
    loop->failed = loop->redraw && !draw(loop, loop->error);
    if (loop->model->moving) {
        window_again(loop->window);
    }
    return !loop->failed;
}

bool loop_run(struct loop *loop, struct platform_error *error)
{
    loop->lesson = -1;
    loop->error = error;
    resize(loop);
    loop->settle(loop->context);
    loop->failed = !draw(loop, error);
    if (!loop->failed) {
        window_run(loop->window, turn, loop);
    }
    return !loop->failed;
}
