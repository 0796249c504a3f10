import { type Lab, startLab } from '../lab.js';
import type { Outcome } from '../machine/command.js';
import type { RunningMachine } from '../machine/machine.js';
import { until } from '../machine/until.js';
import { serving } from '../meter/tcp.js';
import { type Tenant, tenantIn } from '../network/tenant.js';
import { boot, inState } from '../scenario/booting.js';
import type { InventoryDocument } from '../underlay/inventory.js';
import { farmerWords, fleetLab, numberOf, publicConfigs, type TenantPlace, tenants } from './nodes.js';
import { inside, placesOf } from './places.js';

/** What the host on the Internet serves: the web's port, and those of mail. */
export const internet = {
  ipv4: '1.1.1.1',
  ipv6: '2606:4700:4700::1111',
  web: 443,
  mail: [25, 465, 587],
} as const;

const files = { node: 'node.json', public: 'public.json', inventory: 'inventory.json' };

/** The laboratory's nodes with their own networks, and the tenants' on them. */
export interface Fleet {
  readonly lab: Lab;
  /** What the nodes said of themselves, and the farmer of them. */
  readonly inventory: InventoryDocument;
  readonly networks: readonly Tenant[];
}

/** Starts the laboratory, boots its nodes and moves the tenants in: all by `tn`, as a farmer and tenants would. */
export async function startFleet(): Promise<Fleet> {
  const lab = await startLab(fleetLab);
  try {
    const { ipv4, ipv6, web, mail } = internet;
    const endpoints = [web, ...mail].flatMap((port) => [`${ipv4}:${port}`, `[${ipv6}]:${port}`]);
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(endpoints)])
      .said('listening');
    const entries = await Promise.all(fleetLab.nodes.map(({ name }) => standUp(lab.node(name))));
    const inventory: InventoryDocument = { schema: 'inventory/1', nodes: entries.flat() };
    const networks: Tenant[] = [];
    for (const tenant of tenants) networks.push(await moveIn(lab, inventory, tenant));
    return { lab, inventory, networks };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** Brings a node to a `node-config/1`, and to its public configuration if it has one. */
export async function configure(machine: RunningMachine, config: object): Promise<void> {
  machine.write(files.node, JSON.stringify({ schema: 'node-config/1', ...config }));
  const documents = ['-c', files.node, ...publicOption(machine)];
  const argv = ['node', 'apply', '-n', machine.name, ...documents, '--yes', ...inState];
  succeeded('tn node apply', machine, await machine.tn(argv));
}

/** Brings a node to a tenant's network, again. */
export async function applyNetwork(machine: RunningMachine, id: string): Promise<void> {
  const documents = ['-t', `${id}.json`, '-i', files.inventory, '-n', machine.name];
  succeeded('tn apply', machine, await machine.tn(['apply', ...documents, '--yes', ...inState]));
}

/** Takes a firewall of ours off a namespace, as its owner never would. */
export async function unguard(machine: RunningMachine, netns: string): Promise<void> {
  const argv = ['nft', 'delete', 'table', 'inet', 'networkd'];
  succeeded(argv.join(' '), machine, await machine.run(argv, inside(netns)));
}

export function succeeded(what: string, { name }: RunningMachine, { status, stdout, stderr }: Outcome): void {
  if (status !== 0) throw new Error(`${what} on ${name} ended with status ${status}:\n${stdout}${stderr}`);
}

/** Boots a node, gives it its public configuration, and asks for its entry of the inventory. */
async function standUp(machine: RunningMachine): Promise<InventoryDocument['nodes']> {
  const { name } = machine;
  succeeded('tn boot apply', machine, await boot(machine));
  if (publicConfigs[name] !== undefined) {
    machine.write(files.public, JSON.stringify(publicConfigs[name]));
    await configure(machine, {});
  }
  await addressed(machine);
  const told = await machine.tn(['inventory', '-n', name, ...publicOption(machine), '--json']);
  succeeded('tn inventory', machine, told);
  const { nodes }: InventoryDocument = JSON.parse(told.stdout);
  return nodes.map((node) => ({ ...node, ...farmerWords[name] }));
}

/** Waits until the links that routers announce a prefix to have made an address of it: a boot does not. */
async function addressed(machine: RunningMachine): Promise<void> {
  const { nics = [] } = fleetLab.nodes.find(({ name }) => name === machine.name) ?? {};
  const links = [
    'npub6',
    ...(nics[0]?.segment === 'farm-lan' ? [] : ['zos']),
    ...(publicConfigs[machine.name] === undefined ? [] : ['public']),
  ];
  await until(async () => {
    const six = (await placesOf(machine)).filter(({ address }) => address.includes(':'));
    return links.every((each) => six.some(({ link }) => link === each));
  });
}

/** Makes a tenant's keys on its nodes, and brings those to its network. */
async function moveIn(
  lab: Lab,
  inventory: InventoryDocument,
  { id, members, listenPort, range, range6 }: TenantPlace,
): Promise<Tenant> {
  const resources = members.map(async (node) => {
    const machine = lab.node(node);
    const made = await machine.tn(['key', 'generate', id, ...inState]);
    succeeded('tn key generate', machine, made);
    const number = numberOf(node);
    return {
      node,
      subnet: range.replace('.0.0/16', `.${number}.0/24`),
      subnet6: range6.replace('::/48', `:${number}::/64`),
      publicKey: made.stdout.trim(),
      listenPort,
    };
  });
  const document = {
    schema: 'tenant-network/1',
    id,
    version: 1,
    range,
    range6,
    resources: await Promise.all(resources),
    policy: { keepalive: { seconds: 1 } },
  };
  const applied = members.map((name) => {
    const machine = lab.node(name);
    machine.write(files.inventory, JSON.stringify(inventory));
    machine.write(`${id}.json`, JSON.stringify(document));
    return applyNetwork(machine, id);
  });
  await Promise.all(applied);
  return tenantIn({ ...lab, inventory }, document);
}

function publicOption({ name }: RunningMachine): readonly string[] {
  return publicConfigs[name] === undefined ? [] : ['-p', files.public];
}
