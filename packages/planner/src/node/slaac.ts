/**
 * What the kernel needs to be told by a link to configure itself from routers (RFC 4862, ip-sysctl), and a host may have
 * switched off for links that are made: the value with which it does.
 */
export const slaacParameters = {
  autoconf: '1',
  accept_ra_pinfo: '1',
  accept_ra_defrtr: '1',
  accept_ra_mtu: '1',
  addr_gen_mode: '0',
} as const;

/** One of them by its name. */
export type SlaacParameter = keyof typeof slaacParameters;
