// Answers every request with its path, as JSON. The functions are those of wasi:http and wasi:io, declared as the
// canonical ABI passes them: handles as numbers, a string as its address and length, larger results by address.
// `wit-bindgen c` writes such declarations for a whole world; one handler needs few enough to read.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HTTP(name) __attribute__((import_module("wasi:http/types@0.2.12"), import_name(name)))
#define STREAMS(name) __attribute__((import_module("wasi:io/streams@0.2.12"), import_name(name)))

typedef int32_t handle;
typedef struct { const char *bytes; size_t length; } string;
typedef struct { int32_t is_some; string value; } optional_string;
typedef struct { string name, value; } header;
typedef struct { int32_t is_error; handle value; } result;
typedef struct { int32_t is_error; int32_t tag; handle value; } stream_result;
// The error of this one is the longest: it is not looked at, but the host needs the room.
typedef struct { int32_t is_error; int64_t error[8]; } http_result;

HTTP("[method]incoming-request.path-with-query") void path_with_query(handle request, optional_string *path);
HTTP("[static]fields.from-list") void fields_from_list(const header *headers, size_t count, result *fields);
HTTP("[constructor]outgoing-response") handle new_response(handle fields);
HTTP("[method]outgoing-response.body") void response_body(handle response, result *body);
HTTP("[static]response-outparam.set")
void set_response(handle out, int32_t is_error, handle response, int32_t, int64_t, int32_t, int32_t, int32_t, int32_t);
HTTP("[method]outgoing-body.write") void body_stream(handle body, result *stream);
HTTP("[static]outgoing-body.finish") void finish_body(handle body, int32_t has_trailers, handle trailers, http_result *);
STREAMS("[method]output-stream.blocking-write-and-flush")
void write_and_flush(handle stream, const char *bytes, size_t count, stream_result *);
STREAMS("[resource-drop]output-stream") void drop_stream(handle stream);

// The host puts the strings that it returns where this says.
__attribute__((export_name("cabi_realloc")))
void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
  (void)old_size, (void)align;
  void *room = size == 0 ? (void *)align : realloc(old, size);
  if (room == NULL) abort();
  return room;
}

__attribute__((export_name("wasi:http/incoming-handler@0.2.12#handle")))
void answer(handle request, handle response_out) {
  optional_string path;
  path_with_query(request, &path);
  char text[512];
  int length = snprintf(text, sizeof text, "{\"language\":\"C\",\"path\":\"%.*s\"}\n",
                        path.is_some ? (int)path.value.length : 0, path.is_some ? path.value.bytes : "");
  if (length >= (int)sizeof text) length = sizeof text - 1;

  static const header content_type = {{"content-type", 12}, {"application/json", 16}};
  result fields, body, stream;
  fields_from_list(&content_type, 1, &fields);
  handle response = new_response(fields.value);
  response_body(response, &body);
  // The host sends what is written from here on.
  set_response(response_out, 0, response, 0, 0, 0, 0, 0, 0);
  body_stream(body.value, &stream);
  stream_result written;
  write_and_flush(stream.value, text, (size_t)length, &written);
  drop_stream(stream.value);
  http_result finished;
  finish_body(body.value, 0, 0, &finished);
}
