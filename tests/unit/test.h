/* A unit test is a program: TEST(sentence_name) { CHECK(...); } and RUN_TESTS() at the end. */
#ifndef SPECMILL_TESTS_UNIT_TEST_H
#define SPECMILL_TESTS_UNIT_TEST_H

#include <stdio.h>

typedef struct sm_test {
    const char *name;
    void (*run)(void);
    struct sm_test *next;
} sm_test;

static sm_test *all_tests, **last_test = &all_tests;
static int failures_in_test;

#define TEST(name)                                                                             \
    static void name(void);                                                                    \
    __attribute__((constructor)) static void add_##name(void)                                  \
    {                                                                                          \
        static sm_test entry = {#name, name, NULL};                                            \
        *last_test = &entry;                                                                   \
        last_test = &entry.next;                                                               \
    }                                                                                          \
    static void name(void)

#define CHECK(condition)                                                                       \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            printf("  %s:%d: %s\n", __FILE__, __LINE__, #condition);                           \
            failures_in_test++;                                                                \
        }                                                                                      \
    } while (0)

/* Each test's name with ok or FAILED, then "passed failed" for the runner. */
#define RUN_TESTS()                                                                            \
    int main(void)                                                                             \
    {                                                                                          \
        int passed = 0, failed = 0;                                                            \
        for (sm_test *t = all_tests; t != NULL; t = t->next) {                                 \
            failures_in_test = 0;                                                              \
            t->run();                                                                          \
            printf("%s %s\n", failures_in_test == 0 ? "ok    " : "FAILED", t->name);           \
            if (failures_in_test == 0)                                                         \
                passed++;                                                                      \
            else                                                                               \
                failed++;                                                                      \
        }                                                                                      \
        return failed == 0 && passed > 0 ? 0 : 1;                                              \
    }

#endif
