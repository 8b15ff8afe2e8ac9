#ifndef SANDBOX_FILTER_H
#define SANDBOX_FILTER_H

#include <stdbool.h>

/* From here on the process can make no socket (a pair of its own excepted), start no program
 * and look into no other process. False where the machine or the kernel is not known. */
bool sandbox_filter(void);

#endif
