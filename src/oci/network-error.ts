import { RegistryError } from './registry-error';
import type { Asked } from './reply';

/** Failures of a network that pass. */
const PASSING = [
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
];

/** What Node says where nobody answers at the address, or the name has none. */
const NOBODY_THERE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** What Node says of a server that answers in the clear. */
const NO_TLS = ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];
const UNTRUSTED = /CERT|SIGNATURE|ISSUER/;

/** A failure of the network, with what was asked of whom and whether it may pass; any other error as it is. */
export function explained(error: unknown, { who, what }: Asked): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof RegistryError) {
    return error;
  }
  const code = String(error.code);
  const fix = fixFor(code);
  return new RegistryError(
    `[${who}] ${what}: ${error.message || code}${fix === undefined ? '' : `; fix: ${fix}`}`,
    { transient: PASSING.includes(code), code, cause: error },
  );
}

function fixFor(code: string): string | undefined {
  if (NO_TLS.includes(code)) {
    return 'where the registry speaks no TLS, plainHttp: true (--plain-http)';
  }
  if (NOBODY_THERE.includes(code)) {
    return 'see that the repository names the right host and port, and that the registry can be reached from here';
  }
  return UNTRUSTED.test(code) ? 'give the certificate of its authority as ca (--ca-file)' : undefined;
}
