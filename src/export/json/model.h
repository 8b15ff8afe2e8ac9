/* The parts of the model as JSON; each writes one value. schema.json describes them. */
#ifndef SPECMILL_EXPORT_JSON_MODEL_H
#define SPECMILL_EXPORT_JSON_MODEL_H

#include "specmill/model/spec.h"
#include "syntax.h"

void json_metadata(json_writer *json, sm_arena *arena, const sm_metadata *metadata);
void json_records(json_writer *json, sm_arena *arena, const sm_spec *spec);
void json_document(json_writer *json, const sm_spec *spec);

#endif
