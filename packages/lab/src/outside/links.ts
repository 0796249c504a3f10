import { anyFamily, ipSource } from './batch.js';
import { byName, type Json, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = {
  addr_info: 'addresses have a section of their own',
  ifindex: 'it is a number of its maker, and in `numbers`',
  link_index: 'it is the number of the other end, which has a place of its own',
  link_netnsid: 'the kernel numbers a namespace when somebody first asks',
  hello_timer: 'it ticks',
  tcn_timer: 'it ticks',
  topology_change_timer: 'it ticks',
  gc_timer: 'it ticks',
  message_age_timer: 'it ticks',
  forward_delay_timer: 'it ticks',
  hold_timer: 'it ticks',
};

const leftOutOfDown: LeftOut = {
  qdisc: 'a link that is down sends nothing, and keeps the name of the last that it had',
};

function isUp({ flags }: { readonly [field: string]: Json }): boolean {
  return Array.isArray(flags) && flags.includes('UP');
}

/** ip-link(8): every link with all that its kind has to say. */
export const links: Source = ipSource(anyFamily, 'link show', {
  section: 'links',
  entries: (output) =>
    byName(
      listed(output),
      ({ ifname }) => `${ifname}`,
      (link) => without(isUp(link) ? leftOut : { ...leftOut, ...leftOutOfDown }, link),
    ),
});

/** The numbers of links: another one means that the link was made again. */
export const linkNumbers: Source = ipSource(anyFamily, 'link show', {
  section: 'numbers',
  entries: (output) =>
    byName(
      listed(output),
      ({ ifname }) => `link ${ifname}`,
      ({ ifindex }) => ifindex,
    ),
});
