;; Answers every request with its path; before that, `/sleep/<ms>` waits, `/burn/<ms>` computes, and `/hold/<MiB>` fills so
;; much memory and keeps it for 10 seconds; after it, `/env` adds the environment.
(module
  (import "wasi:cli/environment@0.2.3" "get-environment" (func $environment (param i32)))
  (import "wasi:clocks/monotonic-clock@0.2.3" "subscribe-duration" (func $subscribe (param i64) (result i32)))
  (import "wasi:clocks/monotonic-clock@0.2.3" "now" (func $now (result i64)))
  (import "wasi:io/poll@0.2.3" "[method]pollable.block" (func $block (param i32)))
  (import "wasi:io/poll@0.2.3" "[resource-drop]pollable" (func $drop-pollable (param i32)))
  (import "wasi:io/streams@0.2.3" "[method]output-stream.blocking-write-and-flush"
    (func $flush (param i32 i32 i32 i32)))
  (import "wasi:io/streams@0.2.3" "[resource-drop]output-stream" (func $drop-stream (param i32)))
  (import "wasi:http/types@0.2.3" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.3" "[method]incoming-request.path-with-query" (func $path (param i32 i32)))
  (import "wasi:http/types@0.2.3" "[constructor]outgoing-response" (func $response (param i32) (result i32)))
  (import "wasi:http/types@0.2.3" "[method]outgoing-response.body" (func $body (param i32 i32)))
  (import "wasi:http/types@0.2.3" "[method]outgoing-body.write" (func $write (param i32 i32)))
  (import "wasi:http/types@0.2.3" "[static]outgoing-body.finish" (func $finish (param i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.3" "[static]response-outparam.set"
    (func $set (param i32 i32 i32 i32 i64 i32 i32 i32 i32)))

  ;; Results of calls are written below 256, texts stand from 256 on, and what the host allocates from 4096 on.
  (memory (export "memory") 4)
  (data (i32.const 256) "/sleep/")
  (data (i32.const 264) "/hold/")
  (data (i32.const 272) "/env")
  (data (i32.const 288) "=")
  (data (i32.const 296) "\0a")
  (data (i32.const 304) "/burn/")
  (global $heap (mut i32) (i32.const 4096))
  (global $stream (mut i32) (i32.const 0))

  (func (export "cabi_realloc") (param i32 i32 i32) (param $size i32) (result i32)
    (local $start i32)
    (local.set $start (global.get $heap))
    (global.set $heap
      (i32.and (i32.add (i32.add (local.get $start) (local.get $size)) (i32.const 7)) (i32.const -8)))
    (local.get $start))

  (func $print (param $at i32) (param $length i32)
    (call $flush (global.get $stream) (local.get $at) (local.get $length) (i32.const 128)))

  (func $starts-with (param $at i32) (param $length i32) (param $with i32) (param $with-length i32) (result i32)
    (local $i i32)
    (if (i32.lt_u (local.get $length) (local.get $with-length)) (then (return (i32.const 0))))
    (loop $next
      (if (i32.ne
            (i32.load8_u (i32.add (local.get $at) (local.get $i)))
            (i32.load8_u (i32.add (local.get $with) (local.get $i))))
        (then (return (i32.const 0))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $with-length))))
    (i32.const 1))

  (func $number (param $at i32) (param $end i32) (result i64)
    (local $value i64)
    (block $done
      (loop $digit
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $value
          (i64.add
            (i64.mul (local.get $value) (i64.const 10))
            (i64.extend_i32_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $digit)))
    (local.get $value))

  (func $sleep (param $ms i64)
    (local $pollable i32)
    (local.set $pollable (call $subscribe (i64.mul (local.get $ms) (i64.const 1000000))))
    (call $block (local.get $pollable))
    (call $drop-pollable (local.get $pollable)))

  (func $burn (param $ms i64)
    (local $end i64)
    (local.set $end (i64.add (call $now) (i64.mul (local.get $ms) (i64.const 1000000))))
    (loop $more
      (br_if $more (i64.lt_u (call $now) (local.get $end)))))

  (func $hold (param $mebibytes i32)
    (local $at i32) (local $end i32)
    (local.set $at (i32.mul (memory.size) (i32.const 65536)))
    (if (i32.eq (memory.grow (i32.mul (local.get $mebibytes) (i32.const 16))) (i32.const -1)) (then (unreachable)))
    (local.set $end (i32.mul (memory.size) (i32.const 65536)))
    (loop $page
      (i32.store8 (local.get $at) (i32.const 1))
      (local.set $at (i32.add (local.get $at) (i32.const 4096)))
      (br_if $page (i32.lt_u (local.get $at) (local.get $end))))
    (call $sleep (i64.const 10000)))

  (func $print-environment
    (local $entry i32) (local $end i32)
    (call $environment (i32.const 64))
    (local.set $entry (i32.load (i32.const 64)))
    (local.set $end (i32.add (local.get $entry) (i32.mul (i32.load (i32.const 68)) (i32.const 16))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $entry) (local.get $end)))
        (call $print (i32.load (local.get $entry)) (i32.load offset=4 (local.get $entry)))
        (call $print (i32.const 288) (i32.const 1))
        (call $print (i32.load offset=8 (local.get $entry)) (i32.load offset=12 (local.get $entry)))
        (call $print (i32.const 296) (i32.const 1))
        (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
        (br $next))))

  (func (export "wasi:http/incoming-handler@0.2.3#handle") (param $request i32) (param $out i32)
    (local $answer i32) (local $content i32) (local $at i32) (local $length i32)
    (call $path (local.get $request) (i32.const 80))
    (local.set $at (i32.load (i32.const 84)))
    (local.set $length (i32.load (i32.const 88)))
    (if (call $starts-with (local.get $at) (local.get $length) (i32.const 256) (i32.const 7))
      (then
        (call $sleep
          (call $number (i32.add (local.get $at) (i32.const 7)) (i32.add (local.get $at) (local.get $length))))))
    (if (call $starts-with (local.get $at) (local.get $length) (i32.const 304) (i32.const 6))
      (then
        (call $burn
          (call $number (i32.add (local.get $at) (i32.const 6)) (i32.add (local.get $at) (local.get $length))))))
    (if (call $starts-with (local.get $at) (local.get $length) (i32.const 264) (i32.const 6))
      (then
        (call $hold
          (i32.wrap_i64
            (call $number (i32.add (local.get $at) (i32.const 6)) (i32.add (local.get $at) (local.get $length)))))))
    (local.set $answer (call $response (call $fields)))
    (call $body (local.get $answer) (i32.const 96))
    (local.set $content (i32.load (i32.const 100)))
    (call $set (local.get $out) (i32.const 0) (local.get $answer) (i32.const 0) (i64.const 0)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (call $write (local.get $content) (i32.const 104))
    (global.set $stream (i32.load (i32.const 108)))
    (call $print (local.get $at) (local.get $length))
    (call $print (i32.const 296) (i32.const 1))
    (if (call $starts-with (local.get $at) (local.get $length) (i32.const 272) (i32.const 4))
      (then (call $print-environment)))
    (call $drop-stream (global.get $stream))
    (call $finish (local.get $content) (i32.const 0) (i32.const 0) (i32.const 112))))
