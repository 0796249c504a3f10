import * as E from 'fp-ts/lib/Either.js';
import type { Serve, ServingVerb } from '../../operation/verb/process.js';
import { host, type Kernel, type KernelProcess, type Outcome } from './state.js';

/**
 * Starts a process of the verb's program on a link that is there, in place of one on a link of that name, or stops it.
 * It is stopped by name, even where its link or its namespace has gone.
 */
export function runProcess(
  kernel: Kernel,
  { program, action }: Pick<ServingVerb<never>, 'program' | 'action'>,
  { netns = host, device }: Serve<string>,
): Outcome<Kernel> {
  const isIt = (each: KernelProcess) =>
    each.program === program && each.netns === netns && each.device === device;
  const others = kernel.processes.filter((each) => !isIt(each));
  if (action === 'stop') {
    return others.length === kernel.processes.length
      ? E.left('ESRCH')
      : E.right({ ...kernel, processes: others });
  }
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const link = namespace.links.get(device);
  if (link === undefined) return E.left('ENODEV');
  return E.right({ ...kernel, processes: [...others, { program, netns, device, index: link.index }] });
}
