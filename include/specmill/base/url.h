/* Parts of addresses, and their percent-encoding (RFC 3986, 2.1). */
#ifndef SPECMILL_BASE_URL_H
#define SPECMILL_BASE_URL_H

#include "specmill/base/buf.h"

/* TEXT with %20 and the like resolved; %00 and what is no such triple stays as it is. */
sm_str sm_url_decode(sm_arena *arena, sm_str text);

/* The file that a relative URL names: decoded, without query and fragment. */
sm_str sm_url_path(sm_arena *arena, sm_str url);

/* The anchor that URL leads to, as headings have it: what follows its first '#', decoded, with
 * small ASCII letters, without the "user-content-" of code hosts; absent without a '#'. */
sm_str sm_url_anchor(sm_arena *arena, sm_str url);

/* What a data URL (RFC 2397) holds in base64; false when URL is none, or holds more than LIMIT
 * bytes. */
bool sm_url_data(sm_arena *arena, sm_str url, size_t limit, sm_str *bytes);

/* Appends TEXT with every byte encoded but ASCII letters, digits and the characters of KEPT. */
void sm_url_encode(sm_buf *buf, sm_str text, const char *kept);

/* PATH, of a file, with what has a meaning in addresses encoded. */
sm_str sm_url_of_path(sm_arena *arena, sm_str path);

/* The address, relative to the file FROM, of the file TO: paths from the same place, both. */
sm_str sm_url_between(sm_arena *arena, sm_str from, sm_str to);

#endif
