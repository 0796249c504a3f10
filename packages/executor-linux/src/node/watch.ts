import type { ServerName } from '@networkd/planner';
import { type Clock, systemClock } from '../clock.js';
import { follow } from '../command/run.js';
import { askAgain } from '../process/carrier.js';
import { runningLinks } from '../process/find.js';
import { servers } from '../process/programs.js';
import { type Notice, noticeIn } from './monitor-line.js';

/** What has changed on the node since the last time, in one: look again to see how it is now. */
export interface Changed {
  readonly subjects: readonly (Notice['subject'] | ServerName)[];
  /** The links it was about, by name, as far as that was said. */
  readonly devices: readonly string[];
}

/** How the node is watched. */
export interface WatchOptions {
  /** Milliseconds without a change after which it is told; absent: 300. */
  readonly quiet?: number;
  /** Milliseconds after which it is told though there is no end to changes; absent: 3000. */
  readonly longest?: number;
  /** Absent: this machine's. */
  readonly clock?: Clock;
}

/** A watch under way. */
export interface Watch {
  /** Ends the processes of the watch. It has told all that it has begun to tell. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds between two looks whether the processes that serve links live, and before a lost monitor is started again. */
const interval = 2000;

/**
 * Tells of changes of links, addresses and routes in the host's namespace, and of the processes that serve links. Many
 * changes come as one. When a link gets its carrier back, these processes are made to ask again.
 */
export function watch(tell: (changed: Changed) => void, options: WatchOptions = {}): Watch {
  const { clock = systemClock } = options;
  const gathering = gather(tell, options, clock);
  const carriers = new Map<string, boolean>();
  let isStopped = false;
  const notice = (line: string) => {
    const found = noticeIn(line);
    if (found === undefined) return;
    const { subject, device, carrier } = found;
    if (device !== undefined && carrier !== undefined) {
      if (carrier && carriers.get(device) === false) askAgain();
      carriers.set(device, carrier);
    }
    gathering.add(subject, device);
  };
  let current = follow(monitor, notice);
  const keep = async () => {
    while (!isStopped) {
      await current.ended;
      if (isStopped) return;
      await clock.sleep(interval);
      if (isStopped) return;
      current = follow(monitor, notice);
      // What happened meanwhile was not told.
      for (const each of ['link', 'address', 'route'] as const) gathering.add(each);
    }
  };
  const kept = keep();
  let known = served();
  let cancel = () => {};
  const lookAgain = () => {
    const now = served();
    for (const [subject, links] of now) if (links !== known.get(subject)) gathering.add(subject);
    known = now;
    cancel = clock.after(interval, lookAgain);
  };
  cancel = clock.after(interval, lookAgain);
  return {
    stop: async () => {
      isStopped = true;
      cancel();
      gathering.stop();
      current.stop();
      await kept;
    },
  };
}

const monitor = ['ip', '-oneline', 'monitor', 'label', 'link', 'address', 'route'];

/** Returns the links that each program serves, as one text. */
function served(): ReadonlyMap<ServerName, string> {
  return new Map(
    (Object.keys(servers) as readonly ServerName[]).map((name) => {
      const links = runningLinks(servers[name]).map(({ netns = '', device }) => `${netns}:${device}`);
      return [name, links.join(' ')];
    }),
  );
}

/** Gathers changes until there are none for a while, or long enough. */
function gather(
  tell: (changed: Changed) => void,
  { quiet = 300, longest = 3000 }: WatchOptions,
  { now, after }: Clock,
) {
  const subjects = new Set<Changed['subjects'][number]>();
  const devices = new Set<string>();
  let since: number | undefined;
  let cancel = () => {};
  const flush = () => {
    const changed: Changed = { subjects: [...subjects].sort(), devices: [...devices].sort() };
    subjects.clear();
    devices.clear();
    since = undefined;
    tell(changed);
  };
  return {
    add: (subject: Changed['subjects'][number], device?: string) => {
      subjects.add(subject);
      if (device !== undefined) devices.add(device);
      since ??= now();
      cancel();
      cancel = after(Math.max(0, Math.min(quiet, since + longest - now())), flush);
    },
    stop: () => cancel(),
  };
}
