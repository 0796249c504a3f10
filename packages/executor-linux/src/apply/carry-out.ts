import { closeSync, writeFileSync } from 'node:fs';
import {
  afterDelete,
  commandsOf,
  inUserspace,
  type Operation,
  type OperationFailure,
  type OperationOf,
  type PrivateKey,
  type ProcessCommand,
  present,
  runFolder,
} from '@networkd/planner';
import { type Clock, systemClock } from '../clock.js';
import { type Batch, batchesOf, commandOf, type Piece } from '../command/batch.js';
import { coprocess, type Outcome, type Run, run } from '../command/run.js';
import { lend } from '../memory/secret.js';
import { partsByNetns } from '../netns-part.js';
import { toldToNamespaces } from '../node/ipv6-default.js';
import { programs } from '../process/programs.js';
import { type Attempt, start, stop } from '../process/supervisor.js';
import { holding, type Lock } from './lock.js';

/** How operations reach the kernel. */
export interface Transport {
  /** Absent: by processes of this machine. */
  readonly run?: Run;
  /** Absent: this machine's. */
  readonly clock?: Clock;
  /** Returns the private key that an operation asks for. */
  readonly keyOf: (operation: OperationOf<'WireGuardSetDevice'>) => PrivateKey;
  /** The state folder: what processes run is in it. */
  readonly state: string;
  /** Absent: nobody else is at work on this node. */
  readonly lock?: Lock;
}

type RunningTransport = Transport & Required<Pick<Transport, 'run' | 'clock'>>;

/** From so many processes on it is worth to have another process start them. */
const many = 3;

/**
 * Carries the operations out in order, as few processes, and stops at the first that fails. Tells of each as soon
 * as it is known to be done.
 */
export async function carryOut(
  operations: readonly Operation[],
  transport: Transport,
  done: (operation: Operation, index: number) => void,
): Promise<OperationFailure | undefined> {
  const batches = batchesOf(operations);
  const { lock } = transport;
  const isWorth = transport.run === undefined && batches.length >= many;
  const helper = isWorth ? coprocess(lock === undefined ? [] : [lock.descriptor]) : undefined;
  const alone = transport.run ?? run;
  const clock = transport.clock ?? systemClock;
  const running = {
    ...transport,
    clock,
    run: helper?.run ?? (lock === undefined ? alone : holding(alone, lock)),
  };
  try {
    for (const batch of batches) {
      const failure = await carryOutBatch(batch, running);
      const failed = failure === undefined ? Number.POSITIVE_INFINITY : operations.indexOf(failure.operation);
      for (const { operation, index, ends } of batch.pieces)
        if (ends && index < failed) done(operation, index);
      if (failure !== undefined) return failure;
    }
    return undefined;
  } finally {
    await helper?.end();
  }
}

async function carryOutBatch(
  batch: Batch,
  transport: RunningTransport,
): Promise<OperationFailure | undefined> {
  if (batch.tool === 'sysctl' && batch.netns === undefined) return writeParameters(batch);
  if (batch.tool === 'process') return startOrStop(batch, transport);
  for (const { batch: part, argv } of partsByNetns(batch, toldToNamespaces())) {
    const failure = (await carryOutPart(part, transport)) ?? (await tellNetns(part, argv, transport));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function carryOutPart(
  batch: Batch,
  transport: RunningTransport,
): Promise<OperationFailure | undefined> {
  const outcome = await runBatch(batch, transport);
  if (outcome.status === 0) return buryDeleted(batch, transport);
  if (batch.tool === 'ip') return afterFailedLine(batch, outcome, transport);
  if (batch.pieces.length === 1) return failureOf(batch, outcome);
  // Which of them was it? They all write final values, so to do them again one by one is to do them once.
  for (const piece of batch.pieces) {
    const alone = { ...batch, pieces: [piece] };
    const again = await runBatch(alone, transport);
    if (again.status !== 0) return failureOf(alone, again);
  }
  return undefined;
}

async function tellNetns(
  batch: Batch,
  argv: readonly string[] | undefined,
  { run }: RunningTransport,
): Promise<OperationFailure | undefined> {
  const outcome = argv === undefined ? undefined : await run({ argv });
  if (outcome === undefined || outcome.status === 0) return undefined;
  return failureOf({ ...batch, pieces: batch.pieces.slice(-1) }, outcome);
}

async function startOrStop(
  { pieces }: Batch,
  transport: RunningTransport,
): Promise<OperationFailure | undefined> {
  for (const { operation } of pieces) {
    for (const each of commandsOf(operation)) {
      if (each.tool !== 'process') continue;
      const { command, output } = await changeProcess(each, transport);
      if (output !== undefined) return { operation, command, status: 1, output };
    }
  }
  return undefined;
}

async function changeProcess(
  { action, program, link }: ProcessCommand,
  transport: RunningTransport,
): Promise<Attempt> {
  if (action === 'start') return start(programs[program], link, transport);
  await stop(programs[program], link, transport.clock);
  return { command: '' };
}

/** Writes the parameters of our own namespace. They are files, so that takes no process. */
function writeParameters(batch: Batch): OperationFailure | undefined {
  for (const piece of batch.pieces) {
    const { operation } = piece;
    if (operation.kind !== 'SysctlSet') continue;
    try {
      writeFileSync(`/proc/sys/${fileOf(operation.key)}`, operation.value);
    } catch (error) {
      const stderr = error instanceof Error ? error.message : String(error);
      return failureOf({ ...batch, pieces: [piece] }, { status: 1, stdout: '', stderr });
    }
  }
  return undefined;
}

/**
 * Returns the file of a parameter below /proc/sys. Its last dots may be part of a link's name, as in
 * `net.ipv6.conf.b.x.mtu`.
 */
function fileOf(key: string): string {
  const link = /^net\.(ipv4|ipv6)\.(conf|neigh)\.(.+)\.([a-z0-9_]+)$/.exec(key);
  if (link === null) return key.replaceAll('.', '/');
  const [, family, kind, name, last] = link;
  return `net/${family}/${kind}/${name}/${last}`;
}

/**
 * Goes on from the line at which ip(8) stopped where its link can be made in userspace. Else returns the failure of
 * that line. All before it is done, and nothing after it.
 */
async function afterFailedLine(
  batch: Batch,
  outcome: Outcome,
  transport: RunningTransport,
): Promise<OperationFailure | undefined> {
  const line = Number(/^Command failed -:(\d+)/m.exec(outcome.stderr)?.[1] ?? 1) - 1;
  const piece = batch.pieces[line];
  await buryDeleted({ ...batch, pieces: batch.pieces.slice(0, line) }, transport);
  const operation = piece?.operation;
  const instead = operation?.kind === 'LinkAdd' ? inUserspace(operation) : undefined;
  if (piece === undefined || instead === undefined || !lacksType(piece, outcome)) {
    return failureOf({ ...batch, pieces: piece === undefined ? batch.pieces : [piece] }, outcome);
  }
  const [making, { words }] = instead;
  const { command, output } = await changeProcess(making, transport);
  if (output !== undefined) return { operation: piece.operation, command, status: 1, output };
  const rest = [{ ...piece, words }, ...batch.pieces.slice(line + 1)];
  return carryOutBatch({ ...batch, pieces: rest }, transport);
}

/** Says whether it is a type of link that this kernel cannot make. */
function lacksType({ words }: Piece, { stderr }: Outcome): boolean {
  return words[1] === 'add' && /Unknown device type|Operation not supported/.test(stderr);
}

async function buryDeleted({ pieces }: Batch, transport: RunningTransport): Promise<undefined> {
  for (const { operation } of pieces) {
    if (operation.kind !== 'LinkDelete') continue;
    for (const each of afterDelete(operation)) await changeProcess(each, transport);
  }
}

async function runBatch(batch: Batch, { run, keyOf }: RunningTransport): Promise<Outcome> {
  const { argv, stdin } = commandOf(batch);
  const lent: number[] = [];
  try {
    const words = argv.map((word) => {
      if (typeof word === 'string') return word;
      const asking = batch.pieces.find((piece) => piece.words.includes(word))?.operation;
      if (asking?.kind !== 'WireGuardSetDevice') throw new Error(`${word.secret}: no operation asks for it`);
      lent.push(lend(keyOf(asking), runFolder));
      return `/dev/fd/${2 + lent.length}`;
    });
    return await run({
      argv: words,
      ...present({ stdin }),
      ...(lent.length === 0 ? {} : { inherit: lent }),
    });
  } finally {
    for (const descriptor of lent) closeSync(descriptor);
  }
}

/** Returns the failure, with the command as a person would write it. A secret stands there by its name. */
function failureOf(batch: Batch, { status, stderr, stdout }: Outcome): OperationFailure {
  const { argv, stdin } = commandOf(batch);
  const line = argv.map((word) => (typeof word === 'string' ? word : `${word.secret}.key`)).join(' ');
  const [first] = batch.pieces;
  const operation = first?.operation;
  if (operation === undefined) throw new Error(`a process without operations failed: ${line}`);
  const command = stdin === undefined ? line : `${line}\n${stdin.trimEnd()}`;
  return { operation, command, status, output: `${stderr}${stdout}`.trim() };
}
