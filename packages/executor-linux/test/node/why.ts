import { whyNoScratch } from '@networkd/lab/scratch';

/** Why nothing can be asked of a DHCP server here, or nothing. */
export function whyNoDhcp(): string | undefined {
  return whyNoScratch(['ip', 'ss', 'nft', 'sysctl', 'udhcpc', 'dnsmasq', 'radvd']);
}
