import { whyNoScratch } from '../scratch.js';

/** The programs that the laboratory and a network in it need. */
const tools = ['ip', 'nsenter', 'env', 'nft', 'ping', 'wg', 'wg-quick', 'wireguard-go'];

/** Says why the laboratory cannot run here. Returns nothing where it can. */
export function whyNoLab(): string | undefined {
  return whyNoScratch(tools);
}

/** Says why nodes cannot be booted in the laboratory here. Returns nothing where they can. */
export function whyNoBareLab(): string | undefined {
  return whyNoScratch([...tools, 'dnsmasq', 'radvd', 'udhcpc', 'busybox', 'ss']);
}
