import { setTimeout as sleep } from 'node:timers/promises';
import { machineNetns } from './machine/boot.js';
import { commands } from './machine/command.js';
import { startFirstProcess } from './machine/first-process.js';
import { type RunningMachine, runningMachine } from './machine/machine.js';
import { argvOf, childrenOf } from './machine/processes.js';
import type { Description } from './underlay/description.js';
import { type InventoryDocument, inventoryOf } from './underlay/inventory.js';
import { routerNetns } from './underlay/router.js';
import { type RunningRouter, runningRouter } from './underlay/running-router.js';
import { machinesOf, type Plug, rebootScript, underlayScript } from './underlay/underlay.js';

/** An underlay that runs. */
export interface Lab {
  /** What the planner is told of it. */
  readonly inventory: InventoryDocument;
  /** Returns a node that is not down, or another machine. */
  readonly node: (name: string) => RunningMachine;
  readonly router: (name: string) => RunningRouter;
  /** Ends all that runs in it. */
  readonly stop: () => Promise<void>;
}

/** Builds an underlay, in namespaces that end when it is stopped or we are no more. Needs root. */
export async function startLab(description: Description): Promise<Lab> {
  const cables = new Map<string, string>();
  let plugs = 0;
  const plug: Plug = (netns, nic) => {
    const cable = `cable${plugs++}`;
    cables.set(`${netns} ${nic}`, cable);
    return cable;
  };
  const machines = machinesOf(description);
  const names = [...description.routers.map(routerNetns), ...machines.map(machineNetns)];
  const script = underlayScript(description, plug);
  const first = startFirstProcess();
  const run = commands();
  const stop = async () => {
    await first.stop();
    await run.ended();
  };
  try {
    const up = names.map(first.isThrough);
    first.tell(script);
    await Promise.all(up);
  } catch (error) {
    await first.stop();
    throw new Error(`there is no underlay: ${error}\n${first.complaints()}`);
  }
  const pids = new Map(machines.map(({ name }) => [name, pidOf(first.pid(), name)]));
  const running = new Map(
    machines.map((machine) => {
      const { name } = machine;
      const reboot = async () => {
        const up = first.isThrough(machineNetns(machine));
        await end(pids.get(name) ?? 0);
        first.tell(rebootScript(description, machine, plug));
        await up;
        pids.set(name, pidOf(first.pid(), name));
      };
      const carrier = async (nic: string, state: 'up' | 'down') => {
        const cable = known(cables.get(`${machineNetns(machine)} ${nic}`), `${name} ${nic}`);
        const into = ['--target', `${first.pid()}`, '--net'];
        const { status, stderr } = await run.start(into, ['ip', 'link', 'set', 'dev', cable, state]).done;
        if (status !== 0) throw new Error(`the cable of ${name} ${nic} does not go ${state}: ${stderr}`);
      };
      return [name, runningMachine({ name, pid: () => pids.get(name) ?? 0, reboot, carrier }, run)];
    }),
  );
  const routers = new Map(
    description.routers.map((router) => [router.name, runningRouter(router, first.pid(), run)]),
  );
  try {
    await Promise.all([...routers.values()].map(({ serve }) => serve()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    inventory: inventoryOf(description),
    node: (name) => known(running.get(name), name),
    router: (name) => known(routers.get(name), name),
    stop,
  };
}

/** Returns the first process of a machine: the only child of the one that was given the machine's name last. */
function pidOf(first: number, name: string): number {
  const parent = childrenOf(first).find((pid) => argvOf(pid).at(-1) === name);
  return known(parent === undefined ? undefined : childrenOf(parent)[0], name);
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (argvOf(pid).length > 0) await sleep(1);
}

function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`nothing that runs in the laboratory is called ${name}`);
  return found;
}
