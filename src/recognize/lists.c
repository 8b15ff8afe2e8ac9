#include "recognizer.h"
bool rec_list(rec *r, const sm_block *list, rec_place *place)
{
    (void)r;
    (void)list;
    (void)place;
    return false;
}
bool rec_paragraph_record(rec *r, const sm_block *p, rec_place *place)
{
    (void)r;
    (void)p;
    (void)place;
    return false;
}
void rec_code_block(rec *r, const sm_block *p, rec_place *place)
{
    (void)r;
    (void)p;
    (void)place;
}
void rec_heading(rec *r, const sm_block *section, const rec_place *outside, rec_place *inside)
{
    (void)r;
    (void)section;
    (void)outside;
    (void)inside;
}
sm_scope rec_scope_of(sm_str words)
{
    if (sm_str_find(words, SM_STR("external")) != SM_STR_NONE ||
        sm_str_find(words, SM_STR("third party")) != SM_STR_NONE)
        return SM_SCOPE_EXTERNAL;
    return sm_str_find(words, SM_STR("internal")) != SM_STR_NONE ? SM_SCOPE_INTERNAL
                                                                 : SM_SCOPE_NONE;
}
