/* SHA-256 (FIPS 180-4). */
#ifndef SPECMILL_BASE_DIGEST_H
#define SPECMILL_BASE_DIGEST_H

#include "specmill/base/str.h"

/* The digest of BYTES as 64 lower-case hexadecimal digits, NUL-ended, in HEX. */
void sm_sha256_hex(sm_str bytes, char hex[65]);

#endif
