import type { Lab } from '../lab.js';
import type { Outcome } from '../machine/command.js';
import { serving } from '../meter/tcp.js';
import { rollOut } from '../network/roll-out.js';
import { deliver, type Tenant, tenantIn } from '../network/tenant.js';
import { inState, startBoot } from '../scenario/booting.js';
import type { InventoryDocument } from '../underlay/inventory.js';
import { anchorConfig, type PublicConfigDocument, publicNetwork, type Step } from './lab.js';

const configFile = 'public.json';

/** Boots all the nodes at once, takes their inventory, and brings the tenant network to them. */
export async function bootGrid(lab: Lab): Promise<Tenant> {
  const endpoints = ['1.1.1.1:443', '[2606:4700:4700::1111]:443'];
  await lab
    .node('internet')
    .spawn([process.execPath, ...serving(endpoints)])
    .said('listening');
  const names = lab.inventory.nodes.map(({ id }) => id);
  const entries = names.map(async (name) => {
    const config = name === 'anchor' ? anchorConfig : undefined;
    const words = said(lab, name, config);
    succeeded(`tn boot apply on ${name}`, await startBoot(lab.node(name), ...words).done);
    return entryOf(lab, name, config);
  });
  const tenant = tenantOver(lab, await Promise.all(entries));
  await rollOut(tenant, tenant);
  return tenant;
}

/**
 * Brings a node to what its farmer says now, then the network to all that are in it: the node itself has to do nothing
 * more where its own network and the tenant's were planned as one. Otherwise the one that the other stands on comes
 * first, and what `tn node apply` is to take away while the network's socket is in it has to be refused.
 */
export async function carryOut({ lab }: Tenant, step: Step): Promise<Tenant> {
  const { node, config, together } = step;
  const others = lab.inventory.nodes.filter(({ id }) => id !== node);
  const after = tenantOver(lab, [...others, await entryOf(lab, node, config)]);
  const words = said(lab, node, config);
  const nodeApply = (...networks: readonly string[]) =>
    lab
      .node(node)
      .tn(['node', 'apply', '-n', node, ...words, ...networks, '--secrets', 'secrets', ...inState, '--yes']);
  deliver(after);
  if (together) {
    succeeded('tn node apply', await nodeApply('-t', 'network.json', '-i', 'inventory.json'));
    const outputs = await rollOut(after, after);
    const said = outputs.get(node) ?? '';
    if (!said.includes('No changes.')) throw new Error(`tn node apply left something to do:\n${said}`);
  } else if (config !== undefined) {
    succeeded('tn node apply', await nodeApply());
    await rollOut(after, after);
  } else {
    const { status, stderr } = await nodeApply();
    if (status !== 1 || !stderr.includes('still-in-use')) throw new Error(`this is not refused: ${stderr}`);
    await rollOut(after, after);
    succeeded('tn node apply', await nodeApply());
  }
  return after;
}

function tenantOver(lab: Lab, nodes: InventoryDocument['nodes']): Tenant {
  return tenantIn({ ...lab, inventory: { schema: 'inventory/1', nodes } }, publicNetwork);
}

/** Returns what a node surveys about itself, and what its farmer says of it. */
async function entryOf(
  lab: Lab,
  node: string,
  config: PublicConfigDocument | undefined,
): Promise<InventoryDocument['nodes'][number]> {
  const words = said(lab, node, config);
  const { stdout } = succeeded(
    `tn inventory on ${node}`,
    await lab.node(node).tn(['inventory', '-n', node, ...words, '--json']),
  );
  const { nodes }: InventoryDocument = JSON.parse(stdout);
  const [entry] = nodes;
  if (entry === undefined) throw new Error(`tn inventory on ${node} tells of no node`);
  return entry;
}

/** Writes a node its public configuration, and returns the arguments by which `tn` finds it. */
function said(lab: Lab, node: string, config: PublicConfigDocument | undefined): readonly string[] {
  if (config === undefined) return [];
  lab.node(node).write(configFile, JSON.stringify(config));
  return ['-p', configFile];
}

function succeeded(what: string, outcome: Outcome): Outcome {
  const { status, stdout, stderr } = outcome;
  if (status !== 0) throw new Error(`${what} ended with status ${status}:\n${stdout}${stderr}`);
  return outcome;
}
