import { byName, type LeftOut, type Source } from './source.js';

const leftOut: LeftOut = {
  '/run/netns':
    'ip-netns(8) mounts it on itself for the first namespace, and leaves it when the last is gone',
};

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly said: readonly string[];
}

/**
 * Reads a line of mountinfo, proc(5), without the numbers of the mount, its parent, its device and its group of peers.
 */
function mountOf(line: string): readonly Mount[] {
  const [, , , root = '', point = '', options = '', ...rest] = line.split(' ');
  const dash = rest.indexOf('-');
  const shared = rest.slice(0, dash).map((each) => each.replace(/:.*/, ''));
  return point === '' ? [] : [{ root, point, said: [options, ...shared, ...rest.slice(dash + 1)] }];
}

const namespace = /^net:\[(\d+)\]$/;

/** What is mounted where. */
export const mounts: Source = {
  section: 'mounts',
  command: 'cat /proc/self/mountinfo',
  entries: (output) =>
    byName(
      output
        .split('\n')
        .flatMap(mountOf)
        .filter(({ point }) => !(point in leftOut)),
      ({ point }) => point,
      ({ root, said }) => [root.replace(namespace, 'net'), ...said],
    ),
};

/** The numbers of namespaces that are mounted: another one means that the namespace was made again. */
export const namespaceNumbers: Source = {
  ...mounts,
  section: 'numbers',
  entries: (output) =>
    byName(
      output
        .split('\n')
        .flatMap(mountOf)
        .filter(({ root }) => namespace.test(root)),
      ({ point }) => `namespace ${point}`,
      ({ root }) => root,
    ),
};
