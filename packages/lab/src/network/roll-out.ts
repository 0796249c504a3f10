import { apply, deliver, nodesOf, type Tenant } from './tenant.js';

/**
 * Brings every node of two versions from the one to the other with `tn apply`, all at once. Returns what each node's
 * said. A node that is in neither any more is told as well: it takes away what it has.
 */
export async function rollOut(before: Tenant, after: Tenant): Promise<ReadonlyMap<string, string>> {
  deliver(after);
  const leaving = nodesOf(before).filter((node) => !nodesOf(after).includes(node));
  for (const node of leaving) after.lab.node(node).write('network.json', JSON.stringify(after.document));
  const outputs = [...nodesOf(after), ...leaving].map(async (node) => {
    const { status, stdout, stderr } = await apply(after, node);
    if (status !== 0) throw new Error(`tn apply on ${node} ended with status ${status}:\n${stdout}${stderr}`);
    return [node, stdout] as const;
  });
  return new Map(await Promise.all(outputs));
}
