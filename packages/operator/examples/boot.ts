/** Boots the node that it runs on, tries until the Internet is there, and then says whether the node is as it was left. */
import * as machine from '@networkd/executor-linux';
import { boot, drift, retry } from '@networkd/operator';
import { defaultNodeConfig, parseNodeId } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

const [name = '', state = '/var/lib/networkd'] = process.argv.slice(2);
const node = parseNodeId(name);
if (E.isLeft(node)) throw new Error(`${name} is no node's id`);

const executor = machine.linux({ state, secrets: `${state}/secrets` });
const ports = { executor, machine, clock: machine.systemClock };
const say = ({ kind }: { readonly kind: string }) => console.log(kind);

const booting = boot(ports, {
  node: node.right,
  config: defaultNodeConfig(),
  wait: 30,
  tell: { boot: say, execution: () => {} },
});
const booted = await retry(booting, {
  isFinal: ({ kind }) => kind === 'nic-owned',
  failed: ({ error, seconds }) => console.error(`${error.kind}; again in ${seconds} s`),
  clock: machine.systemClock,
  random: Math.random,
})();
if (E.isLeft(booted)) throw new Error(JSON.stringify(booted.left));

const found = await drift(executor, { node: name })();
console.log(E.isLeft(found) ? found.left.kind : `${found.right.differences.length} differences`);
