import { connect } from 'node:net';

/** What one endpoint made of a connection. */
export interface Reached {
  /** `address:port`, as it was given. */
  readonly endpoint: string;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

/** An endpoint that did not answer, and what the system says of it. */
export interface Unreached {
  readonly endpoint: string;
  readonly why: string;
}

/** Whether the Internet is there: the first endpoint that answered, or why none did. */
export type Internet =
  | { readonly kind: 'Reached'; readonly by: Reached }
  | { readonly kind: 'Unreached'; readonly endpoints: readonly Unreached[] };

/** Milliseconds that an endpoint may take: a connection's first packet is sent again after one second and after three. */
const usual = 5000;

/** Tries all endpoints at once by TCP from the host's namespace, and is content with the first that answers. */
export async function reachInternet(endpoints: readonly string[], patience = usual): Promise<Internet> {
  const failures: Unreached[] = [];
  const stop = new AbortController();
  try {
    const tries = endpoints.map((endpoint) => reach(endpoint, patience, stop.signal));
    const by = await Promise.any(
      tries.map(async (each) => {
        const result = await each;
        if ('milliseconds' in result) return result;
        failures.push(result);
        throw new Error(result.why);
      }),
    );
    return { kind: 'Reached', by };
  } catch {
    return { kind: 'Unreached', endpoints: failures };
  } finally {
    stop.abort();
  }
}

/** `192.0.2.1:443` or `[2001:db8::1]:443`; names are not looked up, since a node may have no resolver yet. */
const endpointText = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):([0-9]{1,5})$/;

function reach(endpoint: string, patience: number, signal: AbortSignal): Promise<Reached | Unreached> {
  const [, ipv6, ipv4, port] = endpointText.exec(endpoint) ?? [];
  const host = ipv6 ?? ipv4;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    return Promise.resolve({
      endpoint,
      why: 'it is no address with a port, as 192.0.2.1:443 or [2001:db8::1]:443',
    });
  }
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const end = (result: Reached | Unreached) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => end({ endpoint, why: `no answer in ${Math.round(patience)} ms` }),
      patience,
    );
    socket.on('connect', () => end({ endpoint, milliseconds: Math.round(performance.now() - started) }));
    socket.on('error', (error) => end({ endpoint, why: error.message }));
    signal.addEventListener('abort', () => end({ endpoint, why: 'another answered first' }));
  });
}
