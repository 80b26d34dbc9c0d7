import { type Content, contentOf } from '../artifact/oci-image/content';
import { askedBy, type Exchange, type RegistryCall } from './exchange';
import { type HttpReply, readBody } from './http';
import { explained } from './network-error';
import { RegistryError } from './registry-error';
import type { Asked } from './reply';

/** An answer with the whole of its body. */
export interface Download {
  readonly reply: HttpReply;
  readonly bytes: Buffer;
}

/** Fetches an answer with its body, again where either breaks off. */
export function download(
  exchange: Exchange,
  call: RegistryCall,
  most: number,
  check: (bytes: Buffer) => void = () => undefined,
): Promise<Download> {
  return exchange.backoff.run(call.signal, async () => {
    const reply = await exchange.once(call);
    try {
      const bytes = await readBody(reply, most);
      check(bytes);
      return { reply, bytes };
    } catch (error) {
      call.signal?.throwIfAborted();
      throw explained(error, askedBy(call));
    }
  });
}

/** Refuses bytes that are not those that were asked for: broken off, which may pass, or others, which may not. */
export function checkContent(bytes: Uint8Array, { digest, size }: Content, { who, what }: Asked): void {
  if (bytes.length < size) {
    throw new RegistryError(`[${who}] ${what}: it broke off after ${bytes.length} of ${size} bytes`, {
      transient: true,
    });
  }
  const found = contentOf(bytes).digest;
  if (found !== digest) {
    throw new RegistryError(`[${who}] ${what}: the registry sent other bytes, whose digest is ${found}`);
  }
}
