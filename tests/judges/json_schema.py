"""Validates JSON files against a schema: json_schema.py SCHEMA FILE..."""

import json
import sys

import jsonschema

sys.setrecursionlimit(20000)


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            model = json.load(file)
        errors = list(validator.iter_errors(model))
        failed += bool(errors)
        for error in errors[:5]:
            place = "/".join(str(step) for step in error.absolute_path)
            print(f"{path}: {place}: {error.message[:200]}")
    print(f"{len(paths) - failed} valid, {failed} not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
