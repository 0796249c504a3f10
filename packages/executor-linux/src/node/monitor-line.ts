import { present } from '@networkd/planner';
/** What `ip -oneline monitor label link address route` says on a line. */
export interface Notice {
  readonly subject: 'link' | 'address' | 'route';
  /** Of which link; absent where the line does not say. */
  readonly device?: string;
  /** Of a link that is there: whether it has a carrier now. */
  readonly carrier?: boolean;
}

const subjects: Readonly<Record<string, Notice['subject']>> = {
  LINK: 'link',
  ADDR: 'address',
  ROUTE: 'route',
};

/**
 * Returns the notice in a line. Returns nothing where the line is no notice. Lines are as
 * `[LINK]2: eth0@if5: <BROADCAST,UP,LOWER_UP> mtu 1500 …`, `[ADDR]Deleted 2: eth0    inet 10.0.0.2/24 …`,
 * `[ROUTE]default via 10.0.0.1 dev eth0 proto dhcp`.
 */
export function noticeIn(line: string): Notice | undefined {
  const [, label = '', deleted, text = ''] = /^\[([A-Z]+)\](Deleted )?(.*)$/.exec(line) ?? [];
  const subject = subjects[label];
  if (subject === undefined) return undefined;
  if (subject === 'route') {
    const [, device] = / dev (\S+)/.exec(text) ?? [];
    return { subject, ...present({ device }) };
  }
  const [, device] = /^\d+: ([^\s:@]+)/.exec(text) ?? [];
  const [, flags] = /^\d+: \S+: <([^>]*)>/.exec(text) ?? [];
  return {
    subject,
    ...present({ device }),
    ...(flags === undefined || deleted !== undefined
      ? {}
      : { carrier: flags.split(',').includes('LOWER_UP') }),
  };
}
