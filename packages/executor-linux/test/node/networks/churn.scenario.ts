/**
 * A node that is booted again and again, on which networks come and go by processes that are killed at work. Every
 * address towards the Internet but a few is of networks of before the first boot, so that those few are given over and
 * over: what is given twice, or leaks, shows soon.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeOwner } from '@networkd/planner';
import { type Booted, boot, ended } from './booted.js';
import { crowd, flawsOf, type Held, heldIn, isOld, remembered } from './churn-egress-addresses.js';
import { type Death, exhausted, type Role, step } from './churn-step.js';

/** What came of it. */
export interface Report {
  readonly problems: readonly string[];
  /** Networks that were given an egress address, and those that then had it in the kernel: of some the process was killed before. */
  readonly given: number;
  readonly held: number;
  /** How many different addresses that were, and how many there are to give. */
  readonly addresses: number;
  readonly free: number;
  readonly boots: number;
  readonly restarts: number;
  readonly kills: number;
  readonly milliseconds: number;
}

const [, module = '', role, ...words] = process.argv;
/** What the next process is about: too many networks for its arguments. */
const file = join(process.env['SCRATCH'] ?? '', 'ids.json');
const free = 61;

/** How many networks there are at most before the last boot, and how many come at a time. */
const most = 50;
const batch = 30;

const problems: string[] = [];
const held = new Set<string>();
const given = new Map<string, string>();
/** Networks that are on the node, by their egress addresses, and those that were to go when the process was killed. */
const kept = new Map<string, string>();
const leaving = new Set<string>();
const tally = { boots: 0, restarts: 0, kills: 0 };
/** The old networks, until they are taken off: nobody else's coming and going is to touch their egress addresses. */
let olds = 0;
let born = 0;
let machine: Booted;

let seed = Number(words[1] ?? 1);
/** A whole number below `limit`, the same in every run (Numerical Recipes' generator). */
function draw(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}

const fresh = (count: number) => Array.from({ length: count }, () => `t${born++}`);

async function bootAgain(): Promise<void> {
  machine = await boot();
  tally.boots++;
  await agent('up', [], 'never');
}

/** One process of the agent, from its start to its end; gives its exit status, nothing where it was killed. */
async function agent(what: Role, ids: readonly string[], death: Death): Promise<number | null> {
  tally.restarts++;
  writeFileSync(file, JSON.stringify(ids));
  const { status, complained } = await ended(machine.start([process.execPath, module, what, death]));
  if (status === null) tally.kills++;
  else if (status !== 0 && status !== exhausted)
    problems.push(`${what} ${ids[0]}… ${death}: exit ${status}: ${complained}`);
  return status;
}

/** Looks at all egress addresses, and holds what must hold at any moment. */
async function audited(title: string): Promise<Held> {
  const show = ['ip', '-all', 'netns', 'exec', 'ip', '-4', '-oneline', 'address', 'show'];
  const kernel = heldIn((await ended(machine.start(show))).said);
  const known = remembered();
  for (const flaw of flawsOf(kernel, known, kept)) problems.push(`${title}: ${flaw}`);
  const left = [...known.keys()].filter(isOld).length;
  if (left !== olds) problems.push(`${title}: of ${olds} old networks ${left} have their egress addresses`);
  for (const [id] of kernel) held.add(id);
  for (const [id, egressAddress] of known) {
    if (isOld(id)) continue;
    given.set(id, egressAddress);
    if (!kept.has(id) && !leaving.has(id)) problems.push(`${title}: ${id} has leaked ${egressAddress}`);
  }
  return new Map(kernel);
}

/** Notes the egress addresses of networks that are to stay, as soon as they are written down. */
function note(ids: readonly string[]): void {
  const known = remembered();
  for (const id of ids) {
    const egressAddress = known.get(id);
    if (egressAddress !== undefined && !kept.has(id)) kept.set(id, egressAddress);
  }
}

/** Some moment of the work on so many networks, of which one is so many units; one in three is by the clock. */
function someDeath(ids: readonly string[], units: number): Death {
  return draw(3) === 0 ? `ms ${400 + draw(60 * ids.length)}` : `unit ${draw(units * ids.length)}`;
}

/** Puts networks onto the node: by one process, or by another where that is killed, or not after all. */
async function put(ids: readonly string[], isToDie: boolean): Promise<void> {
  if (ids.length === 0) return;
  for (let death: Death = isToDie ? someDeath(ids, 10) : 'never'; ; death = 'never') {
    const status = await agent('on', ids, death);
    note(ids);
    const kernel = await audited(`on ${ids[0]}… ${death}`);
    if (status === 0)
      for (const id of ids) if (!kernel.has(id)) problems.push(`${id} has got no address by ${death}`);
    if (status !== null) return;
    if (draw(2) === 0) return take(ids, draw(2) === 0);
  }
}

/** Takes networks off the node, as many as there are. */
async function take(ids: readonly string[], isToDie: boolean): Promise<void> {
  if (ids.length === 0) return;
  for (const id of ids) {
    kept.delete(id);
    leaving.add(id);
  }
  for (let death: Death = isToDie ? someDeath(ids, 4) : 'never'; ; death = 'never') {
    const status = await agent('off', ids, death);
    if (status === 0) for (const id of ids) leaving.delete(id);
    const kernel = await audited(`off ${ids[0]}… ${death}`);
    if (status === 0) for (const id of ids) if (kernel.has(id)) problems.push(`${id} still has an address`);
    if (status !== null) return;
  }
}

/** From one boot to the next: of those that were there a few come back, the others go; and many come. */
async function live(): Promise<void> {
  await bootAgain();
  const old = [...kept.keys()];
  const back = old.filter(() => draw(10) === 0);
  const gone = old.filter((id) => !back.includes(id));
  // First those that are new, while what others had is still theirs.
  await put(fresh(Math.min(batch / 2, free - kept.size)), draw(3) > 0);
  await put(back, draw(2) === 0);
  await take(gone, false);
  await put(fresh(batch), draw(3) > 0);
  await take(
    [...kept.keys()].filter(() => draw(6) === 0),
    draw(2) === 0,
  );
  await put(fresh(Math.min(batch, most - kept.size)), draw(3) > 0);
}

/** As many as there are addresses, and one more; then those of the old networks are free too. */
async function exhaust(): Promise<void> {
  await bootAgain();
  const back = [...kept.keys()].slice(0, 5);
  await take([...kept.keys()].slice(5), false);
  await put(back, false);
  const rest = fresh(free - kept.size + 1);
  const before = [...remembered()].join();
  if ((await agent('on', rest, 'never')) !== exhausted)
    problems.push('there should be no egress address left');
  if ([...remembered()].join() !== before) problems.push('what was refused has got egress addresses');
  await put(rest.slice(1), true);
  await put(
    rest.slice(1).filter((id) => !kept.has(id)),
    false,
  );
  if (kept.size !== free) problems.push(`${kept.size} networks have the ${free} addresses`);
  const old = [...remembered().keys()].filter(isOld);
  olds = 0;
  await take(old, false);
  await put(fresh(1), false);
}

/** Everything goes, and the node's own network too. */
async function finish(): Promise<void> {
  await bootAgain();
  const back = [...kept.keys()].slice(0, 5);
  await put(back, false);
  await take([...kept.keys()], true);
  if (remembered().size > 0)
    problems.push(`remembered at the end: ${[...remembered().keys()].slice(0, 9).join()}`);
  await agent('off', [nodeOwner], 'never');
  const look = `ls -A /run/netns /run/wireguard; find /run/networkd -type f; ip -oneline link show
    nft list ruleset; ps -e -o comm=`;
  const { said } = await ended(machine.start(['sh', '-c', look]));
  const left = said
    .split('\n')
    .filter((line) => / [nbw]-t\d|^n-|w-t|\.log|^table|wireguard-go|udhcpc/.test(line));
  problems.push(...left.map((line) => `left: ${line}`));
}

async function main(): Promise<void> {
  const start = performance.now();
  const wanted = Number(words[0] ?? 1000);
  const count = crowd(free);
  if (count !== free) throw new Error(`${count} addresses are free`);
  olds = remembered().size;
  const lives = async (enough: number) => {
    while (given.size < enough && problems.length === 0) {
      await live();
      await machine.end();
    }
  };
  await lives(0.3 * wanted);
  if (problems.length === 0) await exhaust();
  await machine.end();
  await lives(wanted);
  if (problems.length === 0) await finish();
  const report: Report = {
    problems: problems.slice(0, 20),
    given: given.size,
    held: held.size,
    addresses: new Set(given.values()).size,
    free,
    ...tally,
    milliseconds: Math.round(performance.now() - start),
  };
  process.stdout.write(JSON.stringify(report), () => process.exit(0));
}

if (role === 'up' || role === 'on' || role === 'off') {
  const ids: readonly string[] = JSON.parse(readFileSync(file, 'utf8'));
  process.exit(await step(role, ids, (words[0] ?? 'never') as Death));
}
await main();
