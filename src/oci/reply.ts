import { isObject } from '../value/json';
import { discard, type HttpReply, readBody } from './http';
import { parseObject, textIn } from './json';
import { RegistryError } from './registry-error';
import { retryAfter } from './retry';

/** Who was asked for what; it stands in the message of a failure. */
export interface Asked {
  readonly who: string;
  readonly what: string;
}

/** Answers after which the same request may succeed. */
const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];
const MAX_ERROR = 64 * 1024;

/** One header of an answer. */
export function headerOf({ body }: HttpReply, name: string): string | undefined {
  const value = body.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The error that an answer is, with the registry's own words (distribution-spec, "Error Codes"). */
export async function errorOf(reply: HttpReply, { who, what }: Asked): Promise<RegistryError> {
  const body = await readBody(reply, MAX_ERROR).catch(() => Buffer.alloc(0));
  const { code, message } = firstError(body.toString('utf8'));
  const said = [code, message].filter((part) => part !== undefined).join(': ');
  const fix = fixFor(reply.status, who);
  const wait = retryAfter(headerOf(reply, 'retry-after'));
  return new RegistryError(
    `[${who}] ${what}: the answer is ${reply.status}${said === '' ? '' : ` ${said}`}${fix === undefined ? '' : `; fix: ${fix}`}`,
    {
      status: reply.status,
      transient: TRANSIENT.includes(reply.status),
      ...(code !== undefined && { code }),
      ...(wait !== undefined && { retryAfterMs: wait }),
    },
  );
}

/** Refuses an answer whose digest is another than that of what was sent. */
export async function confirmDigest(reply: HttpReply, digest: string, { who, what }: Asked): Promise<void> {
  const found = headerOf(reply, 'docker-content-digest');
  if (found !== undefined && found !== digest) {
    await discard(reply);
    throw new RegistryError(`[${who}] ${what}: the registry holds it as ${found}, and it is ${digest}`, {
      status: reply.status,
    });
  }
}

function firstError(text: string): { code?: string; message?: string } {
  const { errors } = parseObject(text);
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (!isObject(first)) {
    return {};
  }
  const code = textIn(first, 'code');
  const message = textIn(first, 'message')?.slice(0, 200);
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

function fixFor(status: number, who: string): string | undefined {
  const host = who.split('/')[0];
  const fixes: { [status: number]: string } = {
    401: `docker login ${host}`,
    403: `docker login ${host} as someone who may`,
  };
  return fixes[status];
}
