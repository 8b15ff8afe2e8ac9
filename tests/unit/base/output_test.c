#define _XOPEN_SOURCE 700
#include "specmill/base/output.h"
#include "folder.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

typedef struct fixture {
    sm_arena *arena;
    sm_diag *diag;
} fixture;

static fixture new_fixture(void)
{
    sm_arena *arena = sm_arena_new(0);
    return (fixture){arena, sm_diag_new(arena)};
}

/* Whether there is one finding, that an output failed because of ERROR. */
static bool failed_with(fixture *f, int error)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(f->diag, &count);
    return count == 1 && findings->code == SM_DIAG_OUTPUT_FAILED &&
           sm_str_equal(findings->detail, sm_str_from_cstr(strerror(error)));
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_mode & 07777 : 0;
}

TEST(a_new_file_appears_when_it_is_committed)
{
    enter_folder();
    fixture f = new_fixture();
    sm_output *output = sm_output_open(f.arena, "new.html", f.diag);
    sm_output_write(output, "hello ", 6);
    sm_output_write_str(output, SM_STR("world"));
    CHECK(access("new.html", F_OK) != 0);
    CHECK(sm_output_commit(output, f.diag) && file_is("new.html", "hello world"));
    CHECK(names_here() == 1 && sm_diag_count(f.diag, SM_NOTE) == 0);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(the_old_file_stays_until_the_commit_and_after_a_discard)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a.html", "old");
    sm_output *output = sm_output_open(f.arena, "a.html", f.diag);
    sm_output_write(output, "half", 4);
    CHECK(file_is("a.html", "old"));
    sm_output_discard(output);
    CHECK(file_is("a.html", "old") && names_here() == 1);
    output = sm_output_open(f.arena, "a.html", f.diag);
    sm_output_write(output, "new", 3);
    CHECK(sm_output_commit(output, f.diag) && file_is("a.html", "new") && names_here() == 1);
    sm_output_discard(NULL);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_reader_of_the_old_file_keeps_it)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a.html", "old");
    FILE *reader = fopen("a.html", "rb");
    sm_output *output = sm_output_open(f.arena, "a.html", f.diag);
    sm_output_write(output, "new", 3);
    CHECK(sm_output_commit(output, f.diag));
    char text[8] = "";
    CHECK(fread(text, 1, 7, reader) == 3 && strcmp(text, "old") == 0);
    fclose(reader);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(the_mode_is_the_old_files_or_the_masks)
{
    enter_folder();
    fixture f = new_fixture();
    mode_t mask = umask(027);
    CHECK(sm_output_commit(sm_output_open(f.arena, "new", f.diag), f.diag));
    CHECK(mode_of("new") == 0640);
    put_file("private", "x");
    chmod("private", 0600);
    CHECK(sm_output_commit(sm_output_open(f.arena, "private", f.diag), f.diag));
    CHECK(mode_of("private") == 0600);
    umask(mask);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_link_stays_a_link)
{
    enter_folder();
    fixture f = new_fixture();
    mkdir("dir", 0777);
    put_file("dir/target", "old");
    CHECK(symlink("dir/target", "link") == 0);
    sm_output *output = sm_output_open(f.arena, "link", f.diag);
    sm_output_write(output, "new", 3);
    CHECK(sm_output_commit(output, f.diag) && file_is("dir/target", "new"));
    struct stat status;
    CHECK(lstat("link", &status) == 0 && S_ISLNK(status.st_mode));
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_link_to_nothing_is_refused)
{
    enter_folder();
    fixture f = new_fixture();
    CHECK(symlink("nowhere", "link") == 0);
    CHECK(sm_output_open(f.arena, "link", f.diag) == NULL && failed_with(&f, ENOENT));
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(folders_and_missing_folders_are_refused)
{
    enter_folder();
    fixture f = new_fixture(), g = new_fixture();
    mkdir("dir", 0777);
    CHECK(sm_output_open(f.arena, "dir", f.diag) == NULL && failed_with(&f, EISDIR));
    CHECK(sm_output_open(g.arena, "none/a", g.diag) == NULL && failed_with(&g, ENOENT));
    sm_arena_free(f.arena);
    sm_arena_free(g.arena);
    leave_folder();
}

TEST(a_write_protected_file_is_not_replaced)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a", "old");
    chmod("a", 0444);
    if (access("a", W_OK) != 0) /* to root, nothing is protected */
        CHECK(sm_output_open(f.arena, "a", f.diag) == NULL && failed_with(&f, EACCES));
    CHECK(file_is("a", "old") && names_here() == 1);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_name_as_long_as_names_get_is_no_problem)
{
    enter_folder();
    fixture f = new_fixture();
    char name[256] = {0};
    memset(name, 'n', 255);
    sm_output *output = sm_output_open(f.arena, name, f.diag);
    sm_output_write(output, "x", 1);
    CHECK(sm_output_commit(output, f.diag) && file_is(name, "x") && names_here() == 1);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_device_is_written_to_and_a_full_one_reported)
{
    fixture f = new_fixture();
    sm_output *output = sm_output_open(f.arena, "/dev/null", f.diag);
    sm_output_write(output, "x", 1);
    CHECK(sm_output_commit(output, f.diag));
    output = sm_output_open(f.arena, "/dev/full", f.diag);
    sm_output_write(output, "x", 1);
    CHECK(!sm_output_commit(output, f.diag) && failed_with(&f, ENOSPC));
    sm_arena_free(f.arena);
}

TEST(a_library_writes_through_the_path)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a.pdf", "old");
    sm_output *output = sm_output_open(f.arena, "a.pdf", f.diag);
    const char *path = sm_output_path(output);
    CHECK(path != NULL && sm_output_path(output) == path);
    put_file(path, "from the library");
    put_file(path, "again"); /* truncated and written anew */
    CHECK(file_is("a.pdf", "old"));
    CHECK(sm_output_commit(output, f.diag) && file_is("a.pdf", "again") && names_here() == 1);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_library_writes_to_memory_and_devices_too)
{
    fixture f = new_fixture();
    sm_output *output = sm_output_memory(f.arena);
    put_file(sm_output_path(output), "in memory");
    CHECK(sm_output_commit(output, f.diag));
    CHECK(sm_str_equal(sm_output_bytes(output), SM_STR("in memory")));
    output = sm_output_open(f.arena, "/dev/full", f.diag);
    put_file(sm_output_path(output), "x");
    CHECK(!sm_output_commit(output, f.diag) && failed_with(&f, ENOSPC));
    output = sm_output_open(f.arena, "/dev/null", f.diag);
    put_file(sm_output_path(output), "x");
    sm_output_discard(output);
    sm_arena_free(f.arena);
}

TEST(memory_keeps_what_is_written)
{
    fixture f = new_fixture();
    sm_output *output = sm_output_memory(f.arena);
    CHECK(sm_output_bytes(output).len == 0 && sm_output_bytes(output).ptr != NULL);
    for (int i = 0; i < 100000; i++)
        sm_output_write(output, "0123456789", 10);
    CHECK(sm_output_commit(output, f.diag) && sm_output_bytes(output).len == 1000000);
    sm_arena_free(f.arena);
}

TEST(large_and_small_pieces_stay_in_order)
{
    enter_folder();
    fixture f = new_fixture();
    sm_output *output = sm_output_open(f.arena, "a", f.diag);
    char *large = sm_arena_alloc(f.arena, 200000, 1);
    memset(large, 'L', 200000);
    size_t total = 0;
    for (int i = 0; i < 5; i++) {
        sm_output_write(output, "s", 1);
        sm_output_write(output, large, 200000);
        total += 200001;
    }
    CHECK(sm_output_commit(output, f.diag));
    FILE *file = fopen("a", "rb");
    size_t at = 0;
    bool same = true;
    for (int c; (c = fgetc(file)) != EOF; at++)
        same = same && c == (at % 200001 == 0 ? 's' : 'L');
    fclose(file);
    CHECK(same && at == total);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(discarding_all_leaves_nothing_behind)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a", "old");
    sm_output *a = sm_output_open(f.arena, "a", f.diag);
    sm_output *b = sm_output_open(f.arena, "b", f.diag);
    sm_output_write(a, "half", 4);
    sm_output_discard_all();
    CHECK(names_here() == 1 && file_is("a", "old"));
    sm_output_discard(a);
    sm_output_discard(b);
    sm_output_discard_all();
    CHECK(names_here() == 1);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_committed_file_is_not_discarded_at_the_end)
{
    enter_folder();
    fixture f = new_fixture();
    sm_output *a = sm_output_open(f.arena, "a", f.diag);
    sm_output_write(a, "new", 3);
    CHECK(sm_output_commit(a, f.diag));
    sm_output_discard_all();
    CHECK(file_is("a", "new"));
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_killed_process_leaves_the_old_file_alone)
{
    enter_folder();
    put_file("a", "old");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        fixture f = new_fixture();
        sm_output *output = sm_output_open(f.arena, "a", f.diag);
        for (int i = 0; i < 100000; i++)
            sm_output_write(output, "half of it", 10);
        kill(getpid(), SIGKILL);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    CHECK(file_is("a", "old"));
    leave_folder();
}

TEST(two_outputs_for_one_file_do_not_mix)
{
    enter_folder();
    fixture f = new_fixture();
    sm_output *a = sm_output_open(f.arena, "a", f.diag);
    sm_output *b = sm_output_open(f.arena, "a", f.diag);
    for (int i = 0; i < 100; i++) {
        sm_output_write(a, "A", 1);
        sm_output_write(b, "BB", 2);
    }
    CHECK(sm_output_commit(a, f.diag) && sm_output_commit(b, f.diag) && names_here() == 1);
    struct stat status;
    CHECK(stat("a", &status) == 0 && status.st_size == 200);
    sm_arena_free(f.arena);
    leave_folder();
}

RUN_TESTS()
