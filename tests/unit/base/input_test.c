#define _XOPEN_SOURCE 700
#include "specmill/base/input.h"
#include "folder.h"
#include <fcntl.h>
#include <sys/stat.h>

typedef struct fixture {
    sm_arena *arena;
    sm_diag *diag;
    sm_str bytes;
} fixture;

static fixture new_fixture(void)
{
    sm_arena *arena = sm_arena_new(0);
    return (fixture){arena, sm_diag_new(arena), {0}};
}

static bool found(fixture *f, sm_diag_code code, const char *detail)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(f->diag, &count);
    return count == 1 && findings->code == code &&
           sm_str_find(findings->detail, sm_str_from_cstr(detail)) != SM_STR_NONE;
}

TEST(a_file_is_read_whole)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a.md", "some text\n");
    CHECK(sm_input_read(f.arena, "a.md", 0, &f.bytes, f.diag));
    CHECK(sm_str_equal(f.bytes, SM_STR("some text\n")));
    put_file("empty.md", "");
    CHECK(sm_input_read(f.arena, "empty.md", 0, &f.bytes, f.diag) && f.bytes.len == 0);
    CHECK(sm_diag_count(f.diag, SM_NOTE) == 0);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_large_file_is_read_whole)
{
    enter_folder();
    fixture f = new_fixture();
    FILE *file = fopen("large", "wb");
    for (int i = 0; i < 300000; i++)
        fputc(i % 251, file);
    fclose(file);
    CHECK(sm_input_read(f.arena, "large", 300000, &f.bytes, f.diag) && f.bytes.len == 300000);
    bool same = true;
    for (size_t i = 0; i < f.bytes.len; i++)
        same = same && (unsigned char)f.bytes.ptr[i] == i % 251;
    CHECK(same);
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(what_cannot_be_read_is_reported)
{
    enter_folder();
    fixture f = new_fixture(), g = new_fixture();
    CHECK(!sm_input_read(f.arena, "none.md", 0, &f.bytes, f.diag));
    CHECK(found(&f, SM_DIAG_FILE_UNREADABLE, "No such file"));
    CHECK(!sm_input_read(g.arena, ".", 0, &g.bytes, g.diag));
    CHECK(found(&g, SM_DIAG_FILE_UNREADABLE, "directory"));
    sm_arena_free(f.arena);
    sm_arena_free(g.arena);
    leave_folder();
}

TEST(a_file_over_the_limit_is_refused)
{
    enter_folder();
    fixture f = new_fixture();
    put_file("a.md", "12345");
    CHECK(sm_input_read(f.arena, "a.md", 5, &f.bytes, f.diag));
    CHECK(!sm_input_read(f.arena, "a.md", 4, &f.bytes, f.diag));
    CHECK(found(&f, SM_DIAG_FILE_TOO_LARGE, "4 bytes"));
    sm_arena_free(f.arena);
    leave_folder();
}

TEST(a_device_without_an_end_stops_at_the_limit)
{
    fixture f = new_fixture();
    CHECK(!sm_input_read(f.arena, "/dev/zero", 1 << 20, &f.bytes, f.diag));
    CHECK(found(&f, SM_DIAG_FILE_TOO_LARGE, ""));
    sm_arena_free(f.arena);
}

TEST(a_pipe_is_read_to_its_end)
{
    fixture f = new_fixture();
    int ends[2];
    char path[32];
    CHECK(pipe(ends) == 0 && write(ends[1], "piped", 5) == 5 && close(ends[1]) == 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    CHECK(sm_input_read(f.arena, path, 0, &f.bytes, f.diag));
    CHECK(sm_str_equal(f.bytes, SM_STR("piped")));
    close(ends[0]);
    sm_arena_free(f.arena);
}

TEST(a_source_knows_its_folder)
{
    enter_folder();
    fixture f = new_fixture();
    mkdir("dir", 0777);
    put_file("dir/a.md", "x");
    put_file("b.md", "y");
    const sm_source *a = sm_input_source(f.arena, "dir/a.md", 0, f.diag);
    const sm_source *b = sm_input_source(f.arena, "b.md", 0, f.diag);
    CHECK(sm_str_equal(a->name, SM_STR("dir/a.md")) && sm_str_equal(a->folder, SM_STR("dir")));
    CHECK(sm_str_equal(b->folder, SM_STR(".")));
    CHECK(sm_input_source(f.arena, "c.md", 0, f.diag) == NULL);
    sm_arena_free(f.arena);
    leave_folder();
}

static bool inside(const char *base, const char *relative, sm_str *bytes)
{
    static sm_arena *arena;
    sm_arena_free(arena);
    arena = sm_arena_new(0);
    return sm_input_read_inside(arena, sm_str_from_cstr(base), sm_str_from_cstr(relative), 100,
                                bytes);
}

TEST(files_inside_a_folder_are_read)
{
    enter_folder();
    sm_str bytes;
    mkdir("spec", 0777);
    mkdir("spec/img", 0777);
    put_file("spec/img/a.png", "PNG");
    put_file("spec/..b.png", "B");
    CHECK(inside("spec", "img/a.png", &bytes) && sm_str_equal(bytes, SM_STR("PNG")));
    CHECK(inside("spec", "./img/../img//a.png", &bytes));
    CHECK(inside("spec/", "..b.png", &bytes) && inside("./spec/.", "..b.png", &bytes));
    CHECK(chdir("spec") == 0 && inside(".", "img/a.png", &bytes) &&
          inside("", "img/a.png", &bytes));
    CHECK(symlink("img/a.png", "link.png") == 0 && inside(".", "link.png", &bytes));
    CHECK(inside("/", folder + 1, &bytes) == false); /* a folder is no file */
    leave_folder();
}

TEST(nothing_outside_the_folder_is_read)
{
    enter_folder();
    sm_str bytes;
    mkdir("spec", 0777);
    mkdir("spec-secret", 0777);
    put_file("spec-secret/key", "secret");
    put_file("secret", "secret");
    char absolute[96];
    snprintf(absolute, sizeof absolute, "%s/secret", folder);
    CHECK(!inside("spec", "../secret", &bytes) &&
          !inside("spec", "../spec-secret/key", &bytes));
    CHECK(!inside("spec", "../spec/../secret", &bytes) && !inside("spec", absolute, &bytes));
    CHECK(symlink("../secret", "spec/link") == 0 && !inside("spec", "link", &bytes));
    CHECK(symlink("..", "spec/up") == 0 && !inside("spec", "up/secret", &bytes));
    CHECK(symlink(absolute, "spec/abs") == 0 && !inside("spec", "abs", &bytes));
    leave_folder();
}

TEST(only_small_regular_files_are_read_from_inside)
{
    enter_folder();
    sm_str bytes;
    char text[102] = {0};
    memset(text, 'x', 101);
    put_file("large", text);
    CHECK(!inside(".", "large", &bytes) && !inside(".", "none", &bytes));
    CHECK(mkfifo("pipe", 0666) == 0 && !inside(".", "pipe", &bytes)); /* and does not wait */
    CHECK(mkdir("dir", 0777) == 0 && !inside(".", "dir", &bytes) && !inside(".", ".", &bytes));
    CHECK(symlink("loop", "loop") == 0 && !inside(".", "loop", &bytes) &&
          !inside(".", "", &bytes));
    sm_arena *arena = sm_arena_new(0);
    CHECK(!sm_input_read_inside(arena, (sm_str){0}, SM_STR("large"), 0, &bytes));
    CHECK(!sm_input_read_inside(arena, SM_STR("."), SM_STR("large\0.png"), 0, &bytes));
    CHECK(!inside("nowhere", "large", &bytes));
    sm_arena_free(arena);
    leave_folder();
}

RUN_TESTS()
