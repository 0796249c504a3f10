import {
  type Candidate,
  type ChosenUplink,
  chooseUplink,
  type Nic,
  type NodeConfig,
  type NodeFacts,
  nodeOwner,
  type PlanErrors,
  present,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type BootEvent, chosenEvent, probeEvent } from '../boot/boot-event.js';
import type { OperatorError } from '../error.js';
import type { NodeExecutor, ProbeRequest } from '../port/executor.js';
import type { Ports } from '../port/ports.js';
import { allowedUplink } from './current-uplink.js';
import { settledFacts } from './settled-facts.js';

/** The uplink, and what the node is as far as it was looked at. */
export interface Found {
  readonly uplink: ChosenUplink;
  readonly facts: NodeFacts;
  /**
   * Why no NIC will do, where the current uplink is taken for want of another: it is of use only if it is not whole
   * yet.
   */
  readonly doubt?: PlanErrors;
}

/**
 * Surveys the NICs, probes them all, and chooses the uplink. The current one is kept where it leads to a gateway, as
 * long as the Internet is there (`isConnected`) and the node's configuration has nothing against it; so is one on which
 * an apply broke off, since nobody can tell yet where it leads. Fails for every NIC where none will do.
 */
export function findUplink(
  ports: Pick<Ports<'survey' | 'probe' | 'history'>, 'executor' | 'clock'>,
  node: NodeFacts['node'],
  config: NodeConfig,
  isConnected: () => Promise<boolean>,
  tell: (event: BootEvent) => void,
): TE.TaskEither<OperatorError, Found> {
  const { executor } = ports;
  return async () => {
    const before = await settledFacts(ports, node)();
    if (E.isLeft(before)) return before;
    tell({ kind: 'Surveyed', nics: before.right.nics.map(({ name }) => name) });
    const probed = await executor.probe(requestOf(config), (event) => tell(probeEvent(event)))();
    if (E.isLeft(probed)) return probed;
    const candidates = probed.right;
    // A probe that was killed may have kept NICs from the host's namespace, until this one brought them back.
    const surveyed = await executor.survey(node)();
    if (E.isLeft(surveyed)) return surveyed;
    const facts = surveyed.right;
    const take = (uplink: ChosenUplink & { readonly rule: string }) => {
      tell(chosenEvent(uplink));
      return together(facts, candidates, uplink);
    };
    const onCurrent = candidates.filter((each) => each.current);
    const kept = chooseUplink(onCurrent, config);
    if (E.isRight(kept) && (await isConnected())) return E.right(take(kept.right));
    const current = allowedUplink(facts, config);
    if (current !== undefined) {
      const interrupted = await wasInterrupted(executor)();
      if (E.isLeft(interrupted)) return interrupted;
      if (interrupted.right) return E.right(take({ ...current, rule: 'current' }));
    }
    const chosen = chooseUplink([...candidates, ...ignored(facts, config)], config);
    if (E.isRight(chosen)) return E.right(take(chosen.right));
    if (current === undefined) return E.left({ kind: 'not-planned', errors: chosen.left });
    return E.right({ ...take({ ...current, rule: 'current' }), doubt: chosen.left });
  };
}

function requestOf({ ignore, uplink: { vlan } }: NodeConfig): ProbeRequest {
  return { ignore, ...present({ vlan }) };
}

/** Returns the NICs that are not even probed: where none will do, it is said of them too. */
function ignored({ nics }: NodeFacts, { ignore }: NodeConfig): readonly Candidate[] {
  return nics.flatMap((nic) => (ignore.includes(nic.name) ? [{ nic }] : []));
}

/** Says whether the last apply of the node's own network never said how it ended. */
function wasInterrupted({ history }: Pick<NodeExecutor, 'history'>): TE.TaskEither<OperatorError, boolean> {
  return pipe(
    history(),
    TE.map((entries) => entries.at(-1)),
    TE.map((last) => last?.kind === 'Intended' && last.owners.some(({ id }) => id === nodeOwner)),
  );
}

/** Returns the NICs with what was found on their segments, which they have once they are up. */
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
