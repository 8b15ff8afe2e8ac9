#include "../../../src/layout/columns.h"
#include "unit/test.h"
#include <math.h>

static sm_pt sum(const sm_pt *widths, size_t count)
{
    sm_pt all = 0;
    for (size_t i = 0; i < count; i++)
        all += widths[i];
    return all;
}

TEST(columns_fill_the_measure)
{
    const layout_column columns[] = {{40, 20, 20, 10}, {100, 50, 50, 10}};
    sm_pt widths[2];
    layout_fit fit = layout_fit_columns(columns, 2, 400, 600, widths);
    CHECK(!fit.landscape && fit.scale >= 1);
    CHECK(fabs(sum(widths, 2) - 400) < 0.01);
    CHECK(widths[0] >= 50 && widths[1] >= 110);
}

TEST(a_column_of_prose_does_not_starve_its_neighbors)
{
    const layout_column columns[] = {{60, 30, 30, 10}, {2500, 60, 60, 10}, {75, 40, 40, 10}};
    sm_pt widths[3];
    layout_fit_columns(columns, 3, 450, 0, widths);
    CHECK(fabs(sum(widths, 3) - 450) < 0.01);
    CHECK(widths[1] > widths[0] + widths[2]);
    CHECK(widths[0] > 69.9 && widths[2] > 84.9); /* on one line */
}

TEST(a_column_goes_to_two_lines_before_prose_starves)
{
    const layout_column columns[] = {{60, 30, 30, 10}, {2000, 60, 60, 10}, {135, 70, 70, 10}};
    sm_pt widths[3];
    layout_fit_columns(columns, 3, 450, 0, widths);
    CHECK(widths[2] >= 80 && widths[2] < 100);
    const layout_column short_prose[] = {
        {60, 30, 30, 10}, {500, 60, 60, 10}, {135, 70, 70, 10}};
    layout_fit_columns(short_prose, 3, 450, 0, widths);
    CHECK(widths[2] > 144.9); /* there is room for all */
}

TEST(short_labels_go_to_two_lines_beside_a_page_of_prose)
{
    const layout_column columns[] = {{70, 40, 40, 10}, {8000, 60, 60, 10}, {75, 40, 40, 10}};
    sm_pt widths[3];
    layout_fit_columns(columns, 3, 450, 0, widths);
    CHECK(widths[0] >= 50 && widths[0] < 60 && widths[2] >= 50 && widths[2] < 60);
}

TEST(a_long_word_is_broken_before_prose_starves)
{
    const layout_column columns[] = {{80, 80, 80, 10}, {1500, 60, 60, 10}, {280, 280, 90, 10}};
    sm_pt widths[3];
    layout_fit_columns(columns, 3, 450, 0, widths);
    CHECK(widths[1] > widths[2]);
}

TEST(no_word_is_broken_while_a_smaller_size_helps)
{
    const layout_column columns[] = {{300, 220, 40, 10}, {300, 220, 40, 10}};
    sm_pt widths[2];
    layout_fit fit = layout_fit_columns(columns, 2, 440, 0, widths);
    CHECK(fit.scale < 1 && fit.scale >= 0.85);
    CHECK(widths[0] >= 230 * fit.scale - 0.01 && widths[1] >= 230 * fit.scale - 0.01);
}

TEST(technical_words_break_before_the_page_turns)
{
    const layout_column columns[] = {{500, 400, 60, 10}, {300, 200, 40, 10}};
    sm_pt widths[2];
    layout_fit fit = layout_fit_columns(columns, 2, 400, 700, widths);
    CHECK(!fit.landscape);
    CHECK(fabs(sum(widths, 2) - 400) < 0.01);
}

TEST(the_page_turns_before_words_break_anywhere)
{
    layout_column columns[11];
    sm_pt widths[11];
    for (size_t i = 0; i < 11; i++)
        columns[i] = (layout_column){60, 50, 50, 8};
    layout_fit fit = layout_fit_columns(columns, 11, 460, 700, widths);
    CHECK(fit.landscape);
    CHECK(fabs(sum(widths, 11) - 700) < 0.01);
}

TEST(what_never_fits_is_squeezed_into_the_measure)
{
    layout_column columns[40];
    sm_pt widths[40];
    for (size_t i = 0; i < 40; i++)
        columns[i] = (layout_column){90, 80, 80, 8};
    layout_fit fit = layout_fit_columns(columns, 40, 460, 700, widths);
    CHECK(fit.landscape);
    CHECK(fabs(sum(widths, 40) - 700) < 0.01);
}

TEST(letters_shrink_where_that_keeps_most_words_whole)
{
    layout_column columns[20];
    sm_pt widths[20];
    for (size_t i = 0; i < 20; i++)
        columns[i] = (layout_column){60, 38, 38, 8};
    columns[3] = (layout_column){300, 300, 300, 8};
    layout_fit fit = layout_fit_columns(columns, 20, 460, 700, widths);
    CHECK(fit.landscape && fabs(fit.scale - 0.75) < 0.01);
    CHECK(widths[0] >= 46 * 0.75 - 0.01 && widths[3] > widths[0]);
}

RUN_TESTS()
