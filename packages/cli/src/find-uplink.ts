import type { LinuxExecutor } from '@networkd/executor-linux';
import { chosenEvent, probeEvent } from '@networkd/operator';
import {
  type Candidate,
  type ChosenUplink,
  chooseUplink,
  type Nic,
  type NodeConfig,
  type NodeFacts,
  nodeOwner,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { allowedUplink } from './current-uplink.js';
import { succeed } from './document/documents.js';
import type { NodeDocuments } from './document/node-documents.js';
import { Failure, findingsOf } from './error/failure.js';
import { perform } from './error/perform.js';
import { settledFacts } from './settled-facts.js';
import { holdOn, letGo } from './terminal/hold-on.js';
import type { TellBoot } from './terminal/tell-boot.js';

/** What the executor and the node's documents are asked for. */
type Asked = Pick<NodeDocuments, 'config' | 'fileOf'>;

/** The uplink, and what the node is as far as it was looked at. */
export interface Found {
  readonly uplink: ChosenUplink;
  readonly facts: NodeFacts;
  /** Why no NIC will do, where the one that stands is taken for want of another: it is of use only if it is not whole yet. */
  readonly doubt?: Failure;
}

/**
 * Surveys the NICs, probes them all, and chooses the uplink. One that stands and leads to a gateway is kept, as long as the
 * Internet is there (`isConnected`) and the node's configuration has nothing against it; so is one on which an apply broke
 * off, since nobody can tell yet where it leads. Fails for every NIC where none will do.
 */
export async function findUplink(
  executor: Pick<LinuxExecutor, 'survey' | 'probe' | 'history'>,
  node: NodeFacts['node'],
  { fileOf, config }: Asked,
  isConnected: () => Promise<boolean>,
  tell: TellBoot,
): Promise<Found> {
  const before = await settledFacts(executor, node);
  tell({ kind: 'Surveyed', nics: before.nics.map(({ name }) => name) });
  const { ignore, uplink: wishes } = config;
  const request = { ignore, ...(wishes.vlan === undefined ? {} : { vlan: wishes.vlan }) };
  const candidates = await probed(() => executor.probe(request, (event) => tell(probeEvent(event))));
  // A probe that was killed may have kept NICs from the host's namespace, until this one brought them back.
  const facts = await perform(executor.survey(node));
  const take = (uplink: ChosenUplink & { readonly rule: string }): Found => {
    tell(chosenEvent(uplink));
    return together(facts, candidates, uplink);
  };
  const kept = chooseUplink(
    candidates.filter((each) => each.standing),
    config,
  );
  if (E.isRight(kept) && (await isConnected())) return take(kept.right);
  const standing = allowedUplink(facts, config);
  if (standing !== undefined && (await wasInterrupted(executor)))
    return take({ ...standing, rule: 'standing' });
  const chosen = chooseUplink([...candidates, ...ignored(facts, config)], config);
  if (E.isRight(chosen) || standing === undefined) return take(succeed(chosen, fileOf));
  const doubt = new Failure(findingsOf(chosen.left, fileOf));
  return { ...take({ ...standing, rule: 'standing' }), doubt };
}

/** The NICs that are not even probed: where none will do it is said of them, too. */
function ignored({ nics }: NodeFacts, { ignore }: NodeConfig): readonly Candidate[] {
  return nics.flatMap((nic) => (ignore.includes(nic.name) ? [{ nic }] : []));
}

/** Has the last apply of the node's own network never said how it ended? */
async function wasInterrupted(executor: Pick<LinuxExecutor, 'history'>): Promise<boolean> {
  const last = (await perform(executor.history())).at(-1);
  return last?.kind === 'Intended' && last.owners.some(({ id }) => id === nodeOwner);
}

/** A NIC that is being probed is out of the host's reach: nothing ends the command before it is back. */
async function probed(probe: () => ReturnType<LinuxExecutor['probe']>): Promise<readonly Candidate[]> {
  holdOn('not now: the NICs that are probed are brought back first');
  try {
    return await perform(probe());
  } finally {
    letGo();
  }
}

/** The NICs with what was found on their segments, which they have once they are up. */
function together(facts: NodeFacts, candidates: readonly Candidate[], uplink: ChosenUplink): Found {
  const found = new Map<string, Nic>(candidates.map((each) => [each.nic.name, withOffers(each)]));
  const nicOf = (nic: Nic) => found.get(nic.name) ?? nic;
  const [first, ...rest] = uplink.nics;
  return {
    uplink: { ...uplink, nics: [nicOf(first), ...rest.map(nicOf)] },
    facts: { ...facts, nics: facts.nics.map(nicOf) },
  };
}

function withOffers({ nic, ipv4, ipv6 }: Candidate): Nic {
  const offered = [...nic.addresses, ...(ipv4?.addresses ?? []), ...(ipv6?.addresses ?? [])];
  return { ...nic, addresses: [...new Map(offered.map((each) => [each.text, each])).values()] };
}
