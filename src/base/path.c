#include "specmill/base/path.h"

sm_str sm_path_folder(sm_str path)
{
    size_t len = path.len;
    while (len > 0 && path.ptr[len - 1] != '/')
        len--;
    return sm_str_sub(path, 0, len);
}

sm_str sm_path_parent(sm_str path)
{
    sm_str folder = sm_path_folder(path);
    if (folder.len == 0)
        return SM_STR(".");
    return folder.len == 1 ? folder : sm_str_sub(folder, 0, folder.len - 1);
}

sm_str sm_path_name(sm_str path)
{
    return sm_str_from(path, sm_path_folder(path).len);
}
