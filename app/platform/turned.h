/* Pictures of texts, turned. */
#ifndef APP_PLATFORM_TURNED_H
#define APP_PLATFORM_TURNED_H

#include "app/scene/scene.h"

#include <SDL.h>

/* The picture, white with alpha, turned; NULL without memory. `flat` is freed. *origin is where in it the
 * baseline begins, and then where in the turned one. */
SDL_Surface *turned(SDL_Surface *flat, enum turn turn, SDL_Point *origin);

#endif
