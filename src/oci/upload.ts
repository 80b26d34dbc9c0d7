import type { RepositoryAddress } from './address';
import type { BlobSource } from './blob-source';
import { askedBy, type Exchange, type RegistryCall } from './exchange';
import { discard, type HttpReply } from './http';
import { RegistryError } from './registry-error';
import { confirmDigest, headerOf } from './reply';
import { isTransient } from './retry';
import type { Scopes } from './scopes';

/** A blob on its way into a repository. */
export interface Upload {
  readonly at: RepositoryAddress;
  readonly source: BlobSource;
  readonly scopes: Scopes;
  /** A larger blob goes in parts of this size. */
  readonly chunkSize: number;
  readonly signal: AbortSignal | undefined;
  /** Hears how many bytes of the blob the registry has been sent; fewer than before where some have to be sent again. */
  readonly onSent: (bytes: number) => void;
}

/** What the registry keeps of an upload between two requests. */
interface Session {
  readonly location: URL;
  /** How many bytes it has. */
  readonly offset: number;
}

/** The registry has nothing of the upload any more, or what it has is no good: it begins again. */
class UploadLostError extends Error {
  constructor(
    /** Why, for the person who reads it, where it is lost too often. */
    public override readonly cause: unknown,
    /** Whether the registry takes no parts: then it goes in one request. */
    public readonly noParts: boolean = false,
  ) {
    super('the upload is lost', { cause });
  }
}

/** So much more in the registry, in bytes, and the attempts are counted anew. */
const PROGRESS = 1024 * 1024;
/** How often an upload begins again before it is given up. */
const MAX_BEGINNINGS = 5;
const CANCEL_MS = 2000;

/** What registries say of an upload that they do not know, or that did not come as far as we believe. */
const LOST = [404, 416];
const LOST_CODES = ['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'];
/** What they say where they take no parts. */
const NO_PARTS = [405, 501];
const DIGEST_INVALID = 'DIGEST_INVALID';

/**
 * Uploads a blob, the session being open: in one request, or in parts where it
 * is large. After a failure that passes it asks the registry how far it came, and
 * goes on from there. It is done only when the registry has said so, of this digest.
 *
 * Source: distribution-spec, "Pushing blobs".
 *
 * @param begin opens another session, where this one is lost; `undefined` where the blob turns out to be there
 */
export async function upload(
  exchange: Exchange,
  task: Upload,
  begin: () => Promise<HttpReply | undefined>,
): Promise<void> {
  let chunkSize = task.chunkSize;
  for (let beginning = 1; ; beginning++) {
    const opened = await begin();
    if (opened === undefined) {
      return;
    }
    const transfer = new Transfer(exchange, { ...task, chunkSize }, opened);
    try {
      await transfer.run();
      return;
    } catch (error) {
      await transfer.cancel();
      if (!(error instanceof UploadLostError)) {
        throw error;
      }
      if (beginning === MAX_BEGINNINGS) {
        throw error.cause;
      }
      chunkSize = error.noParts ? task.source.size : chunkSize;
    }
  }
}

/** One session of an upload. */
class Transfer {
  private session: Session;
  private readonly chunkSize: number;
  /** Whether a part of the bytes in it was sent twice: then they may be in it twice. */
  private resumed = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly task: Upload,
    opened: HttpReply,
  ) {
    this.session = { location: exchange.locationOf(opened, this.call('POST', '')), offset: 0 };
    const least = Number(headerOf(opened, 'oci-chunk-min-length') ?? 0);
    this.chunkSize = Math.max(task.chunkSize, Number.isSafeInteger(least) ? least : 0);
  }

  public async run(): Promise<void> {
    const { size } = this.task.source;
    let attempt = 1;
    let reached = 0;
    for (;;) {
      try {
        const { offset } = this.session;
        if (offset === size || (offset === 0 && size <= this.chunkSize)) {
          return await this.finish();
        }
        await this.sendChunk();
      } catch (error) {
        this.giveUpOn(error);
        // As long as it gets on it is not given up; a few bytes at a time are not getting on.
        if (this.session.offset >= reached + Math.min(this.chunkSize, PROGRESS)) {
          attempt = 1;
          reached = this.session.offset;
        }
        await this.exchange.backoff.pauseAfter(error, attempt, this.task.signal);
        attempt += 1;
        await this.resume(error);
      }
    }
  }

  /** Lets the registry throw away what it has; whether it does is its own affair. */
  public async cancel(): Promise<void> {
    const call = { ...this.call('DELETE', this.session.location), signal: AbortSignal.timeout(CANCEL_MS) };
    await this.exchange.once(call).then(discard, () => undefined);
  }

  private async sendChunk(): Promise<void> {
    const { offset, location } = this.session;
    const end = Math.min(offset + this.chunkSize, this.task.source.size);
    const call = this.sending(this.call('PATCH', location), offset, end);
    const reply = await this.exchange.once({ ...call, expected: [202] });
    const accepted = offsetIn(reply) ?? end;
    this.session = { location: this.exchange.locationOf(reply, call), offset: accepted };
    await discard(reply);
    if (accepted <= offset || accepted > end) {
      throw this.lost(`the registry says that it has ${accepted} bytes of ${end}`);
    }
  }

  /** Sends the digest, and all of the bytes where none went before. */
  private async finish(): Promise<void> {
    const { source } = this.task;
    const url = new URL(this.session.location);
    // What stands there is the registry's own, and may be signed as it is written.
    url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(source.digest)}`;
    const call = this.sending(this.call('PUT', url), this.session.offset, source.size);
    const reply = await this.exchange.once({ ...call, expected: [201] });
    await confirmDigest(reply, source.digest, askedBy(call));
    await discard(reply);
  }

  /** Asks how far the registry came. */
  private async resume(cause: unknown): Promise<void> {
    this.resumed = true;
    const call = this.call('GET', this.session.location);
    const reply = await this.exchange.call({ ...call, expected: [200, 204] }).catch(() => {
      this.task.signal?.throwIfAborted();
      throw new UploadLostError(cause);
    });
    const offset = offsetIn(reply) ?? 0;
    const location =
      headerOf(reply, 'location') === undefined
        ? this.session.location
        : this.exchange.locationOf(reply, call);
    await discard(reply);
    if (offset > this.task.source.size) {
      throw this.lost(`the registry says that it has ${offset} bytes of ${this.task.source.size}`);
    }
    this.session = { location, offset };
    this.task.onSent(offset);
  }

  /** Throws where there is nothing to resume. */
  private giveUpOn(error: unknown): void {
    if (isTransient(error) || !(error instanceof RegistryError) || error.status === undefined) {
      return;
    }
    const { status, code } = error;
    if (
      LOST.includes(status) ||
      LOST_CODES.includes(code ?? '') ||
      (this.resumed && code === DIGEST_INVALID)
    ) {
      throw new UploadLostError(error);
    }
    if (NO_PARTS.includes(status) && this.chunkSize < this.task.source.size) {
      throw new UploadLostError(error, true);
    }
    if (code === DIGEST_INVALID) {
      const { name, digest } = this.task.source;
      throw new RegistryError(
        `${error.message}; the bytes of ${name} are not those of ${digest} any more`,
        error,
      );
    }
  }

  private sending(call: RegistryCall, start: number, end: number): RegistryCall {
    if (start === end) {
      return { ...call, headers: { 'content-length': 0 } };
    }
    const { source, onSent } = this.task;
    let sent = start;
    const size = end - start;
    const whole = size === source.size;
    return {
      ...call,
      headers: {
        'content-type': 'application/octet-stream',
        ...(!whole && { 'content-range': `${start}-${end - 1}` }),
      },
      payload: { size, open: () => source.read(start, end) },
      onSent: (bytes) => {
        sent += bytes;
        onSent(sent);
      },
    };
  }

  private call(method: string, url: string | URL): RegistryCall {
    const { at, scopes, signal, source } = this.task;
    return {
      method,
      url,
      at,
      scopes,
      what: `blob ${source.digest}`,
      expected: [],
      ...(signal && { signal }),
    };
  }

  private lost(why: string): UploadLostError {
    const { who, what } = askedBy(this.call('upload of', ''));
    return new UploadLostError(new RegistryError(`[${who}] ${what}: ${why}`));
  }
}

/** How many bytes `Range: 0-99` says that there are. `0-0` is what registries say of none. */
function offsetIn(reply: HttpReply): number | undefined {
  const last = /^(?:bytes=)?0-(\d+)$/.exec(headerOf(reply, 'range') ?? '')?.[1];
  return last === undefined ? undefined : last === '0' ? 0 : Number(last) + 1;
}
