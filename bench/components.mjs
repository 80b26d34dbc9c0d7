import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';

const COMPONENT = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]);
const MODULE = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/** A small component that answers HTTP requests. */
export async function httpComponent() {
  const witSource = `
    package root:component;
    world proxy {
      import wasi:http/types@0.2.3;
      import wasi:http/outgoing-handler@0.2.3;
      export wasi:http/incoming-handler@0.2.3;
    }
    package wasi:http@0.2.3 {
      interface types { resource request; resource response; }
      interface outgoing-handler { use types.{request, response}; handle: func(request: request) -> response; }
      interface incoming-handler { use types.{request, response}; handle: func(request: request) -> response; }
    }`;
  return Buffer.from(await componentNew(await componentEmbed({ witSource, dummy: true }), []));
}

/**
 * That component with one large module in it besides.
 *
 * @param {Buffer} app
 * @param {number} size
 */
export function withLargeModule(app, size) {
  return Buffer.concat([app, section(1, moduleWithData(size))]);
}

/**
 * That component with a hundred components in it besides, each with a module.
 *
 * @param {Buffer} app
 * @param {number} size of all of them
 */
export function withManyComponents(app, size) {
  const count = 100;
  const inner = section(1, moduleWithData(size / count));
  return Buffer.concat([app, ...Array(count).fill(section(4, Buffer.concat([COMPONENT, inner])))]);
}

/**
 * A memory of 256 pages, and one segment of that many bytes in it.
 *
 * @param {number} size
 */
function moduleWithData(size) {
  const segment = Buffer.concat([Buffer.from([1, 0, 0x41, 0, 0x0b]), leb(size), Buffer.alloc(size, 0x61)]);
  return Buffer.concat([MODULE, section(5, Buffer.from([1, 0, ...leb(256)])), section(11, segment)]);
}

/**
 * @param {number} id
 * @param {Buffer} content
 */
function section(id, content) {
  return Buffer.concat([Buffer.from([id]), leb(content.length), content]);
}

/** @param {number} value */
function leb(value) {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
