import * as E from 'fp-ts/lib/Either.js';
import type { DhcpClientStart, DhcpClientStop } from '../../operation/operation.js';
import { host, type Kernel, type KernelClient, type Outcome } from './state.js';

/** A client on a link that is there, in place of one that runs for a link of that name. */
export function startClient(kernel: Kernel, { netns = host, device }: DhcpClientStart): Outcome<Kernel> {
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const link = namespace.links.get(device);
  if (link === undefined) return E.left('ENODEV');
  const others = kernel.clients.filter((each) => !isOn(each, netns, device));
  return E.right({ ...kernel, clients: [...others, { netns, device, index: link.index }] });
}

/** It is stopped by name, whatever has become of its link and of its namespace. */
export function stopClient(kernel: Kernel, { netns = host, device }: DhcpClientStop): Outcome<Kernel> {
  const clients = kernel.clients.filter((each) => !isOn(each, netns, device));
  return clients.length === kernel.clients.length ? E.left('ESRCH') : E.right({ ...kernel, clients });
}

function isOn(client: KernelClient, netns: string, device: string): boolean {
  return client.netns === netns && client.device === device;
}
