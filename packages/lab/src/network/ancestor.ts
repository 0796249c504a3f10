import { privateKeyText, wireguardConfigurations } from '@networkd/planner';
import { privateHalf } from '../key.js';
import { nodesOf, type Tenant } from './tenant.js';

const file = 'ancestor.conf';

/**
 * Brings the nodes that two versions have in common to the second as the ancestor of `tn` did: the link down, all peers
 * replaced, the link up again.
 */
export async function replaceAll(before: Tenant, after: Tenant): Promise<void> {
  const { lab, topology } = after;
  const { id, range, range6 } = topology.network;
  const configuration = wireguardConfigurations(topology);
  // What is down has no routes.
  const routes = [range, ...(range6 === undefined ? [] : [range6])];
  const commands = [
    `ip link set dev w-${id} down`,
    `wg setconf w-${id} ${file}`,
    `ip link set dev w-${id} up`,
    ...routes.map((prefix) => `ip route replace ${prefix.text} dev w-${id}`),
  ];
  const stay = nodesOf(after).filter((node) => nodesOf(before).includes(node));
  const done = stay.map(async (node) => {
    const text = configuration(node) ?? '';
    const publicKey = topology.vertexByNode.get(node)?.resource.publicKey ?? '';
    const key = privateKeyText(privateHalf(`${id}/${node}`, publicKey));
    const machine = lab.node(node);
    machine.write(file, text.replace('[Interface]\n', `[Interface]\nPrivateKey = ${key}\n`));
    const { status, stderr } = await machine.run(['sh', '-c', commands.join(' && ')], { netns: `n-${id}` });
    if (status !== 0) throw new Error(`the ancestor's commands on ${node}: ${stderr}`);
  });
  await Promise.all(done);
}
