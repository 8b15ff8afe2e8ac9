/* SM_SANITIZED: whether AddressSanitizer watches this build, which has its own allocator and is
 * to see every block and crash. Clang tells by a feature, GCC (before 14) by a macro only. */
#ifndef SPECMILL_BASE_SANITIZER_H
#define SPECMILL_BASE_SANITIZER_H

#define SM_SANITIZED 0
#ifdef __SANITIZE_ADDRESS__
#undef SM_SANITIZED
#define SM_SANITIZED 1
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#undef SM_SANITIZED
#define SM_SANITIZED 1
#endif
#endif

#endif
