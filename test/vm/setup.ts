import type { TestProject } from 'vitest/node';
import { startBroker } from '../../packages/lab/src/vm/broker.js';
import { virtualMachines } from './machines.js';
import { placeOf } from './place.js';

/** Stands ready to boot the virtual machine of a project, and has it end with the tests. */
export async function setup({ name }: TestProject): Promise<() => Promise<void>> {
  const machine = virtualMachines.find((each) => each.name === name);
  if (machine === undefined) throw new Error(`no virtual machine is called ${name}`);
  const { share, socket } = placeOf(name);
  return (await startBroker(machine.line, share, socket)).stop;
}
