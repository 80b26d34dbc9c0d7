const ALLOW_ALL = 'insecure:allow-all';

/**
 * What the entries of `allowed_http_hosts`, which Spin has given up, are in
 * `allowed_outbound_hosts`: each for HTTP and for HTTPS. One
 * `insecure:allow-all` outweighs all others.
 *
 * Source: spinframework/spin, `crates/manifest/src/compat.rs` and `compat/allowed_http_hosts.rs`.
 *
 * @param refuse is told which entry is none, and why
 */
export function outboundHostsOf(
  httpHosts: readonly string[],
  refuse: (index: number, wrong: string) => void,
): { text: string; index: number }[] {
  const all = httpHosts.indexOf(ALLOW_ALL);
  if (all >= 0) {
    return ['http://*:*', 'https://*:*', 'http://self'].map((text) => ({ text, index: all }));
  }
  return httpHosts.flatMap((entry, index) => {
    try {
      return convert(entry).map((text) => ({ text, index }));
    } catch (error) {
      refuse(index, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

function convert(entry: string): string[] {
  const url = parse(entry);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('it is no host, no host:port and no address of HTTP');
  }
  if (url.pathname.length > 1) {
    throw new Error('it has a path');
  }
  if (url.hostname === 'self') {
    return ['http://self'];
  }
  const port = url.port === '' ? '' : `:${url.port}`;
  return [`http://${url.hostname}${port}`, `https://${url.hostname}${port}`];
}

function parse(entry: string): URL | undefined {
  // Without the slashes, the host of host:port would pass for a scheme.
  const text = entry.includes('//') ? entry : `http://${entry}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
