import * as E from 'fp-ts/lib/Either.js';
import type { NetnsAdd, NetnsDelete } from '../../operation/verb/netns.js';
import { dropLink } from './link-drop.js';
import { type Kernel, newNamespace, type Outcome, withNamespace, without } from './state.js';

/** Carries out `ip netns add`. */
export function addNetns(kernel: Kernel, { name }: NetnsAdd): Outcome<Kernel> {
  if (name === '' || name.includes('/')) return E.left('EINVAL');
  if (kernel.namespaces.has(name)) return E.left('EEXIST');
  const added = withNamespace(kernel, name, newNamespace(kernel.nextIndex, false));
  return E.right({ ...added, nextIndex: kernel.nextIndex + 1 });
}

/**
 * Carries out `ip netns delete`. All that is in the namespace goes with it, and so does what was stacked on its links
 * elsewhere.
 */
export function deleteNetns(kernel: Kernel, { name }: NetnsDelete): Outcome<Kernel> {
  const namespace = name === '' ? undefined : kernel.namespaces.get(name);
  if (namespace === undefined) return E.left('ENOENT');
  const emptied = [...namespace.links.values()].reduce((now, { index }) => dropLink(now, index), kernel);
  return E.right({ ...emptied, namespaces: without(emptied.namespaces, name) });
}
