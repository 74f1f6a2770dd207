/* The five sizes of type, logical pixels. Nothing between them, nothing under the least. */
#ifndef APP_SCENE_TYPE_H
#define APP_SCENE_TYPE_H

#define TYPE_LABEL 12.0f  /* labels, figures, code */
#define TYPE_SMALL 13.5f  /* secondary text, buttons */
#define TYPE_PROSE 16.0f  /* prose */
#define TYPE_CLAIM 22.0f  /* claims, messages, large figures */
#define TYPE_NUMBER 34.0f /* the number of a step */

#endif
