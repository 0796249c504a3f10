import { whyNoScratch } from '../scratch.js';

/** The programs that the laboratory and a network in it need. */
const tools = ['ip', 'nsenter', 'env', 'nft', 'ping', 'wg', 'wg-quick', 'wireguard-go'];

/** Why the laboratory cannot run here, or nothing. */
export function whyNoLab(): string | undefined {
  return whyNoScratch(tools);
}

/** Why nodes cannot be booted in the laboratory here, or nothing. */
export function whyNoBareLab(): string | undefined {
  return whyNoScratch([...tools, 'dnsmasq', 'radvd', 'udhcpc', 'busybox', 'ss']);
}
