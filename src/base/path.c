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

sm_str sm_path_extension(sm_str path)
{
    sm_str name = sm_path_name(path);
    for (size_t i = name.len; i-- > 1;)
        if (name.ptr[i] == '.')
            return sm_str_from(name, i + 1);
    return (sm_str){0};
}

sm_str sm_path_stem(sm_str path)
{
    sm_str extension = sm_path_extension(path);
    return extension.ptr == NULL ? path : sm_str_sub(path, 0, path.len - extension.len - 1);
}

bool sm_path_is_markdown(sm_str path)
{
    return sm_str_among(sm_path_extension(path), "md|markdown|mdown|mkd|mkdn");
}
