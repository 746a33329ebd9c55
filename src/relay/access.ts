/**
 * Who may speak to this relay: the Host and Origin rules, as pure questions. Knows no sockets.
 *
 * Host: a name that merely resolves to this machine (DNS rebinding) is not one of ours; an address of this machine is.
 * Origin: pages of our own, or those named by --allow-origin. Scripts send none; they are let in from this machine alone.
 */

export interface AccessOptions {
  /** Where the relay listens, as given by --host. */
  readonly host: string;
  /** Origins given by --allow-origin: scheme://host[:port]. */
  readonly allowOrigins: readonly string[];
  /** Addresses of this machine; asked only when the relay listens on all of them. */
  readonly addresses: () => readonly string[];
}

export interface Access {
  /** `host`: the Host header, with or without a port. */
  isOwnHost(host: string | undefined): boolean;
  /** `origin` is the page's, `port` where we listen, `peer` the other side's address. */
  mayWatch(origin: string | undefined, port: number, peer: string | undefined): boolean;
  isAllowedOrigin(origin: string | undefined): origin is string;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const WILDCARDS = ['0.0.0.0', '::', '[::]'];

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (/^(::ffff:)?127\./.test(address) || address === '::1' || address === 'localhost');

const bracketed = (address: string): string =>
  address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;

/** The name in a Host header, lower case, without port; '' when there is none. */
export const hostName = (host: string | undefined): string =>
  /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? '';

export function createAccess(options: AccessOptions): Access {
  const allowed = new Set(options.allowOrigins);
  const fixed = new Set([...LOOPBACK_NAMES, bracketed(options.host.toLowerCase())]);
  for (const origin of allowed) fixed.add(new URL(origin).hostname);

  const isOwnHost = (host: string | undefined): boolean => {
    const name = hostName(host);
    if (name === '') return false;
    return fixed.has(name) || (WILDCARDS.includes(options.host) && options.addresses().map(bracketed).includes(name));
  };
  const isAllowedOrigin = (origin: string | undefined): origin is string => origin !== undefined && allowed.has(origin);

  return {
    isOwnHost,
    isAllowedOrigin,
    mayWatch(origin, port, peer) {
      if (origin === undefined) return isLoopback(peer);
      if (isAllowedOrigin(origin)) return true;
      const url = URL.canParse(origin) ? new URL(origin) : null;
      return url?.protocol === 'http:' && isOwnHost(url.host) && Number(url.port || 80) === port;
    },
  };
}
