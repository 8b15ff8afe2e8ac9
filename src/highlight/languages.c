/* The languages: what tells their tokens apart. Words are in the order of strcmp(). */
#include "language.h"
#include <string.h>

#define WORDS(words)                                                                           \
    {                                                                                          \
        words, sizeof words / sizeof *words                                                    \
    }

static const char *const typescript_keywords[] = {
    "abstract",  "as",         "async",     "await",     "break",      "case",    "catch",
    "class",     "const",      "continue",  "debugger",  "declare",    "default", "delete",
    "do",        "else",       "enum",      "export",    "extends",    "finally", "for",
    "from",      "function",   "get",       "if",        "implements", "import",  "in",
    "infer",     "instanceof", "interface", "is",        "keyof",      "let",     "module",
    "namespace", "new",        "of",        "override",  "package",    "private", "protected",
    "public",    "readonly",   "return",    "satisfies", "set",        "static",  "super",
    "switch",    "this",       "throw",     "try",       "type",       "typeof",  "var",
    "void",      "while",      "with",      "yield"};
static const char *const typescript_types[] = {
    "any", "bigint", "boolean", "never", "number", "object", "string", "symbol", "unknown"};
static const char *const typescript_constants[] = {"Infinity", "NaN",  "false",
                                                   "null",     "true", "undefined"};

static const char *const python_keywords[] = {
    "and",  "as",     "assert", "async", "await",  "break",   "case",     "class", "continue",
    "def",  "del",    "elif",   "else",  "except", "finally", "for",      "from",  "global",
    "if",   "import", "in",     "is",    "lambda", "match",   "nonlocal", "not",   "or",
    "pass", "raise",  "return", "try",   "while",  "with",    "yield"};
static const char *const python_types[] = {"bool",  "bytearray", "bytes", "complex", "dict",
                                           "float", "frozenset", "int",   "list",    "object",
                                           "set",   "str",       "tuple"};
static const char *const python_constants[] = {"False", "None", "True", "cls", "self"};

static const char *const bash_keywords[] = {
    "break", "case", "cd",    "continue", "declare", "do",     "done", "echo",  "elif",
    "else",  "esac", "eval",  "exec",     "exit",    "export", "fi",   "for",   "function",
    "if",    "in",   "local", "readonly", "return",  "select", "set",  "shift", "source",
    "sudo",  "then", "time",  "trap",     "unset",   "until",  "while"};
static const char *const bash_constants[] = {"false", "true"};

static const char *const yaml_constants[] = {"False", "No", "Null", "Off", "On", "True", "Yes",
                                             "false", "no", "null", "off", "on", "true", "yes"};

static const char *const json_constants[] = {"false", "null", "true"};

static const char *const sql_keywords[] = {
    "add",          "all",       "alter",      "analyze",    "and",         "as",
    "asc",          "before",    "begin",      "between",    "by",          "cascade",
    "case",         "check",     "coalesce",   "column",     "comment",     "commit",
    "concurrently", "conflict",  "constraint", "create",     "cross",       "database",
    "declare",      "default",   "delete",     "desc",       "distinct",    "do",
    "drop",         "each",      "else",       "end",        "except",      "execute",
    "exists",       "explain",   "extension",  "fetch",      "first",       "for",
    "foreign",      "from",      "full",       "function",   "grant",       "group",
    "having",       "if",        "ilike",      "in",         "index",       "inner",
    "insert",       "intersect", "into",       "is",         "join",        "key",
    "language",     "last",      "lateral",    "left",       "like",        "limit",
    "materialized", "natural",   "not",        "nulls",      "of",          "offset",
    "on",           "only",      "or",         "order",      "outer",       "over",
    "partition",    "primary",   "procedure",  "references", "rename",      "replace",
    "restrict",     "returning", "returns",    "revoke",     "right",       "rollback",
    "row",          "rows",      "schema",     "select",     "sequence",    "set",
    "table",        "temporary", "then",       "to",         "transaction", "trigger",
    "truncate",     "union",     "unique",     "update",     "using",       "values",
    "view",         "when",      "where",      "with"};
static const char *const sql_types[] = {
    "bigint", "bigserial", "binary",  "bit",     "blob",      "boolean",     "bytea",
    "char",   "character", "clob",    "date",    "datetime",  "decimal",     "double",
    "enum",   "float",     "inet",    "int",     "integer",   "interval",    "json",
    "jsonb",  "money",     "nchar",   "numeric", "nvarchar",  "precision",   "real",
    "serial", "smallint",  "text",    "time",    "timestamp", "timestamptz", "tinyint",
    "uuid",   "varbinary", "varchar", "varying", "zone"};
static const char *const sql_constants[] = {
    "current_date", "current_timestamp", "false", "now", "null", "true"};

static const char *const rust_keywords[] = {
    "as",     "async",  "await", "break", "const", "continue", "crate", "dyn",    "else",
    "enum",   "extern", "fn",    "for",   "if",    "impl",     "in",    "let",    "loop",
    "macro",  "match",  "mod",   "move",  "mut",   "pub",      "ref",   "return", "static",
    "struct", "super",  "trait", "type",  "union", "unsafe",   "use",   "where",  "while"};
static const char *const rust_types[] = {"bool", "char", "f32", "f64",   "i128", "i16",
                                         "i32",  "i64",  "i8",  "isize", "str",  "u128",
                                         "u16",  "u32",  "u64", "u8",    "usize"};
static const char *const rust_constants[] = {"false", "self", "true"};

static const char *const go_keywords[] = {
    "break",  "case",        "chan", "const",   "continue", "default", "defer",
    "else",   "fallthrough", "for",  "func",    "go",       "goto",    "if",
    "import", "interface",   "map",  "package", "range",    "return",  "select",
    "struct", "switch",      "type", "var"};
static const char *const go_types[] = {
    "any",     "bool", "byte",   "complex128", "complex64", "error", "float32",
    "float64", "int",  "int16",  "int32",      "int64",     "int8",  "rune",
    "string",  "uint", "uint16", "uint32",     "uint64",    "uint8", "uintptr"};
static const char *const go_constants[] = {"false", "iota", "nil", "true"};

static const char *const java_keywords[] = {
    "abstract",   "assert",    "break",        "case",   "catch",  "class",      "const",
    "continue",   "def",       "default",      "do",     "else",   "enum",       "extends",
    "final",      "finally",   "for",          "goto",   "if",     "implements", "import",
    "instanceof", "interface", "native",       "new",    "object", "package",    "private",
    "protected",  "public",    "record",       "return", "sealed", "static",     "strictfp",
    "super",      "switch",    "synchronized", "this",   "throw",  "throws",     "trait",
    "transient",  "try",       "val",          "var",    "void",   "volatile",   "while",
    "yield"};
static const char *const java_types[] = {"boolean", "byte", "char", "double",
                                         "float",   "int",  "long", "short"};
static const char *const java_constants[] = {"false", "null", "true"};

static const char *const kotlin_keywords[] = {
    "abstract",    "actual",    "annotation", "as",      "break",       "by",
    "catch",       "class",     "companion",  "const",   "constructor", "continue",
    "crossinline", "data",      "do",         "else",    "enum",        "expect",
    "external",    "final",     "finally",    "for",     "fun",         "get",
    "if",          "import",    "in",         "infix",   "init",        "inline",
    "inner",       "interface", "internal",   "is",      "lateinit",    "noinline",
    "object",      "open",      "operator",   "out",     "override",    "package",
    "private",     "protected", "public",     "reified", "return",      "sealed",
    "set",         "super",     "suspend",    "tailrec", "this",        "throw",
    "try",         "typealias", "val",        "var",     "vararg",      "when",
    "where",       "while"};
static const char *const kotlin_types[] = {"Any",     "Boolean", "Byte",   "Char",
                                           "Double",  "Float",   "Int",    "Long",
                                           "Nothing", "Short",   "String", "Unit"};
static const char *const kotlin_constants[] = {"false", "null", "true"};

static const char *const c_keywords[] = {
    "alignas",   "alignof",       "asm",         "auto",
    "break",     "case",          "catch",       "class",
    "co_await",  "co_return",     "co_yield",    "concept",
    "const",     "const_cast",    "consteval",   "constexpr",
    "continue",  "decltype",      "default",     "delete",
    "do",        "dynamic_cast",  "else",        "enum",
    "explicit",  "export",        "extern",      "final",
    "for",       "friend",        "goto",        "if",
    "inline",    "mutable",       "namespace",   "new",
    "noexcept",  "operator",      "override",    "private",
    "protected", "public",        "register",    "reinterpret_cast",
    "requires",  "restrict",      "return",      "sizeof",
    "static",    "static_assert", "static_cast", "struct",
    "switch",    "template",      "this",        "thread_local",
    "throw",     "try",           "typedef",     "typeid",
    "typename",  "union",         "using",       "virtual",
    "volatile",  "while"};
static const char *const c_types[] = {
    "bool",    "char",     "char16_t", "char32_t", "char8_t",  "double",   "float",
    "int",     "int16_t",  "int32_t",  "int64_t",  "int8_t",   "long",     "ptrdiff_t",
    "short",   "signed",   "size_t",   "ssize_t",  "uint16_t", "uint32_t", "uint64_t",
    "uint8_t", "unsigned", "void",     "wchar_t"};
static const char *const c_constants[] = {"NULL", "false", "nullptr", "true"};

static const char *const csharp_keywords[] = {
    "abstract",  "as",      "async",     "await",     "base",     "break",    "case",
    "catch",     "checked", "class",     "const",     "continue", "default",  "delegate",
    "do",        "else",    "enum",      "event",     "explicit", "extern",   "finally",
    "fixed",     "for",     "foreach",   "from",      "get",      "goto",     "if",
    "implicit",  "in",      "init",      "interface", "internal", "is",       "lock",
    "namespace", "new",     "operator",  "orderby",   "out",      "override", "params",
    "partial",   "private", "protected", "public",    "readonly", "record",   "ref",
    "required",  "return",  "sealed",    "select",    "set",      "sizeof",   "stackalloc",
    "static",    "struct",  "switch",    "this",      "throw",    "try",      "typeof",
    "unchecked", "unsafe",  "using",     "value",     "virtual",  "void",     "volatile",
    "when",      "where",   "while",     "with",      "yield"};
static const char *const csharp_types[] = {
    "bool", "byte",   "char",  "decimal", "double", "dynamic", "float", "int",    "long",
    "nint", "object", "sbyte", "short",   "string", "uint",    "ulong", "ushort", "var"};
static const char *const csharp_constants[] = {"false", "null", "true"};

static const char *const css_keywords[] = {"and", "from", "important", "not", "only", "to"};
static const char *const css_constants[] = {"auto", "inherit", "initial", "none", "unset"};

static const char *const toml_constants[] = {"false", "inf", "nan", "true"};

static const char *const ini_constants[] = {"false", "no", "off", "on", "true", "yes"};

static const char *const env_keywords[] = {"export"};
static const char *const env_constants[] = {"false", "true"};

static const char *const dockerfile_keywords[] = {
    "ADD",    "ARG",        "AS",          "CMD",    "COPY",       "ENTRYPOINT", "ENV",
    "EXPOSE", "FROM",       "HEALTHCHECK", "LABEL",  "MAINTAINER", "ONBUILD",    "RUN",
    "SHELL",  "STOPSIGNAL", "USER",        "VOLUME", "WORKDIR"};

static const char *const graphql_keywords[] = {
    "directive", "enum",         "extend", "fragment", "implements", "input",
    "interface", "mutation",     "on",     "query",    "repeatable", "scalar",
    "schema",    "subscription", "type",   "union"};
static const char *const graphql_types[] = {"Boolean", "Float", "ID", "Int", "String"};
static const char *const graphql_constants[] = {"false", "null", "true"};

static const char *const protobuf_keywords[] = {
    "enum",    "extend",   "extensions", "import", "map",      "message",  "oneof",
    "option",  "optional", "package",    "public", "repeated", "required", "reserved",
    "returns", "rpc",      "service",    "stream", "syntax",   "to",       "weak"};
static const char *const protobuf_types[] = {
    "bool",     "bytes",    "double", "fixed32", "fixed64", "float",  "int32", "int64",
    "sfixed32", "sfixed64", "sint32", "sint64",  "string",  "uint32", "uint64"};
static const char *const protobuf_constants[] = {"false", "true"};

static const char *const ruby_keywords[] = {
    "alias",    "and",       "begin",   "break",  "case", "class",   "def",
    "defined?", "do",        "else",    "elsif",  "end",  "ensure",  "for",
    "if",       "in",        "include", "module", "next", "not",     "or",
    "private",  "protected", "public",  "raise",  "redo", "require", "require_relative",
    "rescue",   "retry",     "return",  "super",  "then", "undef",   "unless",
    "until",    "when",      "while",   "yield"};
static const char *const ruby_constants[] = {"false", "nil", "self", "true"};

static const char *const php_keywords[] = {
    "abstract", "and",          "array",      "as",        "break",     "callable",
    "case",     "catch",        "class",      "clone",     "const",     "continue",
    "declare",  "default",      "do",         "echo",      "else",      "elseif",
    "enum",     "extends",      "final",      "finally",   "fn",        "for",
    "foreach",  "function",     "global",     "goto",      "if",        "implements",
    "include",  "include_once", "instanceof", "insteadof", "interface", "isset",
    "list",     "match",        "namespace",  "new",       "or",        "print",
    "private",  "protected",    "public",     "readonly",  "require",   "require_once",
    "return",   "static",       "switch",     "throw",     "trait",     "try",
    "unset",    "use",          "var",        "while",     "xor",       "yield"};
static const char *const php_types[] = {"bool",  "float",  "int",    "iterable",
                                        "mixed", "object", "string", "void"};
static const char *const php_constants[] = {"FALSE", "NULL", "TRUE", "false", "null", "true"};

static const char *const swift_keywords[] = {
    "actor",       "any",      "as",          "associatedtype",
    "async",       "await",    "break",       "case",
    "catch",       "class",    "continue",    "convenience",
    "default",     "defer",    "deinit",      "do",
    "else",        "enum",     "extension",   "fallthrough",
    "fileprivate", "final",    "for",         "func",
    "get",         "guard",    "if",          "import",
    "in",          "indirect", "infix",       "init",
    "inout",       "internal", "is",          "lazy",
    "let",         "mutating", "nonisolated", "open",
    "operator",    "override", "private",     "protocol",
    "public",      "repeat",   "required",    "rethrows",
    "return",      "self",     "set",         "some",
    "static",      "struct",   "subscript",   "super",
    "switch",      "throw",    "throws",      "try",
    "typealias",   "unowned",  "var",         "weak",
    "where",       "while"};
static const char *const swift_types[] = {"Any",   "Bool", "Character", "Double",
                                          "Float", "Int",  "String",    "Void"};
static const char *const swift_constants[] = {"false", "nil", "true"};

static const char *const terraform_keywords[] = {
    "data",  "for",    "if",       "in",       "locals",    "module",
    "moved", "output", "provider", "resource", "terraform", "variable"};
static const char *const terraform_types[] = {"any",    "bool", "list",   "map",  "number",
                                              "object", "set",  "string", "tuple"};
static const char *const terraform_constants[] = {"false", "null", "true"};

static const char *const lua_keywords[] = {
    "and", "break", "do",  "else", "elseif", "end",    "for",  "function", "goto", "if",
    "in",  "local", "not", "or",   "repeat", "return", "then", "until",    "while"};
static const char *const lua_constants[] = {"false", "nil", "true"};

static const char *const makefile_keywords[] = {"define", "else",    "endef",    "endif",
                                                "export", "ifdef",   "ifeq",     "ifndef",
                                                "ifneq",  "include", "override", "unexport"};

static const char *const powershell_keywords[] = {
    "begin",   "break",  "catch",   "class", "continue", "do",       "else",  "elseif", "end",
    "exit",    "filter", "finally", "for",   "foreach",  "function", "if",    "in",     "param",
    "process", "return", "switch",  "throw", "trap",     "try",      "until", "while"};

static const char *const elixir_keywords[] = {
    "after",   "alias",    "and",       "case",    "catch",       "cond",      "def",
    "defimpl", "defmacro", "defmodule", "defp",    "defprotocol", "defstruct", "do",
    "else",    "end",      "fn",        "for",     "if",          "import",    "in",
    "not",     "or",       "quote",     "raise",   "receive",     "require",   "rescue",
    "super",   "try",      "unless",    "unquote", "use",         "when",      "with"};
static const char *const elixir_constants[] = {"false", "nil", "true"};

static const char *const solidity_keywords[] = {
    "abstract",  "address",  "as",          "assembly",  "break",     "calldata", "case",
    "catch",     "constant", "constructor", "continue",  "contract",  "default",  "delete",
    "do",        "else",     "emit",        "enum",      "error",     "event",    "external",
    "fallback",  "for",      "function",    "if",        "immutable", "import",   "indexed",
    "interface", "internal", "is",          "library",   "mapping",   "memory",   "modifier",
    "new",       "override", "payable",     "pragma",    "private",   "public",   "pure",
    "receive",   "require",  "return",      "returns",   "revert",    "storage",  "struct",
    "switch",    "try",      "type",        "unchecked", "using",     "view",     "virtual",
    "while"};
static const char *const solidity_types[] = {"bool",    "bytes",  "bytes32", "int",
                                             "int256",  "string", "uint",    "uint128",
                                             "uint256", "uint64", "uint8"};
static const char *const solidity_constants[] = {"false", "true"};

static const char *const gherkin_keywords[] = {"And",      "Background", "But",     "Examples",
                                               "Feature",  "Given",      "Outline", "Rule",
                                               "Scenario", "Then",       "When"};

static const language languages[] = {
    {.names = "typescript|ts|tsx|javascript|js|jsx|mjs|cjs|node|vue|svelte",
     .keywords = WORDS(typescript_keywords),
     .types = WORDS(typescript_types),
     .constants = WORDS(typescript_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'`",
     .long_quotes = "`",
     .flags = UPPER_TYPES | AT_NAMES,
     .scanner = SCAN_CODE},
    {.names = "python|py|python3|ipython|pycon",
     .keywords = WORDS(python_keywords),
     .types = WORDS(python_types),
     .constants = WORDS(python_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES,
     .scanner = SCAN_CODE},
    {.names = "bash|sh|shell|console|zsh|shellscript|shell-session|terminal|ksh|fish",
     .keywords = WORDS(bash_keywords),
     .constants = WORDS(bash_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .long_quotes = "\"'",
     .flags = HASH_AFTER_BLANK | VARIABLES | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "yaml|yml|openapi|helm|ansible",
     .constants = WORDS(yaml_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = HASH_AFTER_BLANK | COLON_KEYS | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "json|jsonc|json5|jsonl|ndjson|geojson",
     .constants = WORDS(json_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = STRING_KEYS,
     .scanner = SCAN_CODE},
    {.names = "sql|postgresql|postgres|pgsql|plpgsql|mysql|sqlite|tsql|plsql|mariadb|hql|cql",
     .keywords = WORDS(sql_keywords),
     .types = WORDS(sql_types),
     .constants = WORDS(sql_constants),
     .line_comments = {"--"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "'\"`",
     .long_quotes = "'",
     .flags = NO_CASE | DOUBLED_QUOTES,
     .scanner = SCAN_CODE},
    {.names = "rust|rs",
     .keywords = WORDS(rust_keywords),
     .types = WORDS(rust_types),
     .constants = WORDS(rust_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .long_quotes = "\"",
     .flags = UPPER_TYPES | SHORT_QUOTE | NESTED_COMMENTS,
     .scanner = SCAN_CODE},
    {.names = "go|golang",
     .keywords = WORDS(go_keywords),
     .types = WORDS(go_types),
     .constants = WORDS(go_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'`",
     .long_quotes = "`",
     .flags = UPPER_TYPES,
     .scanner = SCAN_CODE},
    {.names = "java|groovy|gradle|scala|jsp",
     .keywords = WORDS(java_keywords),
     .types = WORDS(java_types),
     .constants = WORDS(java_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES,
     .scanner = SCAN_CODE},
    {.names = "kotlin|kt|kts",
     .keywords = WORDS(kotlin_keywords),
     .types = WORDS(kotlin_types),
     .constants = WORDS(kotlin_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES | NESTED_COMMENTS,
     .scanner = SCAN_CODE},
    {.names = "c|h|cpp|c++|cc|cxx|hpp|objective-c|objc|arduino|cuda|glsl",
     .keywords = WORDS(c_keywords),
     .types = WORDS(c_types),
     .constants = WORDS(c_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = PREPROCESSOR,
     .scanner = SCAN_CODE},
    {.names = "csharp|cs|c#|dotnet",
     .keywords = WORDS(csharp_keywords),
     .types = WORDS(csharp_types),
     .constants = WORDS(csharp_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = UPPER_TYPES | PREPROCESSOR,
     .scanner = SCAN_CODE},
    {.names = "css|scss|sass|less",
     .keywords = WORDS(css_keywords),
     .constants = WORDS(css_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = COLON_KEYS | DASH_NAMES | AT_KEYWORDS | CSS_COMMENTS,
     .scanner = SCAN_CODE},
    {.names = "toml",
     .constants = WORDS(toml_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = EQUAL_KEYS | SECTIONS | TRIPLE | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "ini|cfg|conf|properties|editorconfig|systemd|desktop",
     .constants = WORDS(ini_constants),
     .line_comments = {"#", ";"},
     .quotes = "\"'",
     .flags = EQUAL_KEYS | SECTIONS | HASH_AFTER_BLANK | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "env|dotenv",
     .keywords = WORDS(env_keywords),
     .constants = WORDS(env_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = EQUAL_KEYS | HASH_AFTER_BLANK | VARIABLES,
     .scanner = SCAN_CODE},
    {.names = "dockerfile|docker|containerfile",
     .keywords = WORDS(dockerfile_keywords),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = HASH_AFTER_BLANK | VARIABLES | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "graphql|gql",
     .keywords = WORDS(graphql_keywords),
     .types = WORDS(graphql_types),
     .constants = WORDS(graphql_constants),
     .line_comments = {"#"},
     .quotes = "\"",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES | VARIABLES,
     .scanner = SCAN_CODE},
    {.names = "protobuf|proto|proto3",
     .keywords = WORDS(protobuf_keywords),
     .types = WORDS(protobuf_types),
     .constants = WORDS(protobuf_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = UPPER_TYPES,
     .scanner = SCAN_CODE},
    {.names = "ruby|rb|erb|rake",
     .keywords = WORDS(ruby_keywords),
     .constants = WORDS(ruby_constants),
     .line_comments = {"#"},
     .quotes = "\"'`",
     .flags = UPPER_TYPES | AT_NAMES | HASH_AFTER_BLANK,
     .scanner = SCAN_CODE},
    {.names = "php",
     .keywords = WORDS(php_keywords),
     .types = WORDS(php_types),
     .constants = WORDS(php_constants),
     .line_comments = {"//", "#"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'`",
     .long_quotes = "\"'",
     .flags = UPPER_TYPES | VARIABLES,
     .scanner = SCAN_CODE},
    {.names = "swift",
     .keywords = WORDS(swift_keywords),
     .types = WORDS(swift_types),
     .constants = WORDS(swift_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES | NESTED_COMMENTS,
     .scanner = SCAN_CODE},
    {.names = "terraform|hcl|tf",
     .keywords = WORDS(terraform_keywords),
     .types = WORDS(terraform_types),
     .constants = WORDS(terraform_constants),
     .line_comments = {"#", "//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"",
     .flags = DASH_NAMES | ASSIGNED_KEYS,
     .scanner = SCAN_CODE},
    {.names = "lua",
     .keywords = WORDS(lua_keywords),
     .constants = WORDS(lua_constants),
     .line_comments = {"--"},
     .comment_start = "--[[",
     .comment_end = "]]",
     .quotes = "\"'",
     .scanner = SCAN_CODE},
    {.names = "makefile|make|mk",
     .keywords = WORDS(makefile_keywords),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = COLON_KEYS | VARIABLES | DASH_NAMES,
     .scanner = SCAN_CODE},
    {.names = "powershell|ps1|pwsh|posh",
     .keywords = WORDS(powershell_keywords),
     .line_comments = {"#"},
     .comment_start = "<#",
     .comment_end = "#>",
     .quotes = "\"'",
     .flags = NO_CASE | VARIABLES | DASH_NAMES | NO_ESCAPE,
     .scanner = SCAN_CODE},
    {.names = "elixir|ex|exs",
     .keywords = WORDS(elixir_keywords),
     .constants = WORDS(elixir_constants),
     .line_comments = {"#"},
     .quotes = "\"'",
     .flags = TRIPLE | UPPER_TYPES | AT_NAMES,
     .scanner = SCAN_CODE},
    {.names = "solidity|sol",
     .keywords = WORDS(solidity_keywords),
     .types = WORDS(solidity_types),
     .constants = WORDS(solidity_constants),
     .line_comments = {"//"},
     .comment_start = "/*",
     .comment_end = "*/",
     .quotes = "\"'",
     .flags = UPPER_TYPES,
     .scanner = SCAN_CODE},
    {.names = "gherkin|feature|cucumber",
     .keywords = WORDS(gherkin_keywords),
     .line_comments = {"#"},
     .quotes = "\"",
     .flags = AT_NAMES,
     .scanner = SCAN_CODE},
    {.names = "diff|patch", .scanner = SCAN_DIFF},
    {.names = "http|https|rest", .scanner = SCAN_HTTP},
    {.names = "xml|html|htm|xhtml|svg|xsd|xsl|xslt|wsdl|plist|rss|atom|pom|jinja|handlebars",
     .scanner = SCAN_XML},
};

const language *language_find(sm_str name)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (sm_str_among(name, languages[i].names))
            return &languages[i];
    return NULL;
}
