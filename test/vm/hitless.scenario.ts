/** Rolls versions out one after another where a machine is slow: few nodes, few versions. Prints two courses as JSON. */

import { startLab } from '@networkd/lab/lab';
import { flowsBetween } from '@networkd/lab/meter/flows';
import { replaceAll } from '@networkd/lab/network/ancestor';
import {
  changes,
  joins,
  key,
  leaves,
  type NetworkDocument,
  next,
  resource,
} from '@networkd/lab/network/edits';
import { rollOut } from '@networkd/lab/network/roll-out';
import { standardNetwork } from '@networkd/lab/network/standard-network';
import { tenantIn } from '@networkd/lab/network/tenant';
import { type Course, follow } from '@networkd/lab/scenario/course';
import { standardLab } from '@networkd/lab/underlay/standard';

/** What `npm test` reads. */
export interface Courses {
  readonly byApply: Course;
  readonly byReplacing: Course;
}

/** Public in both families and with a namespace for it, public on one card, and hidden behind a NAT. */
const members = ['dual-1', 'dual-2', 'home-1'];

const first: NetworkDocument = {
  ...standardNetwork,
  resources: standardNetwork.resources.filter(({ node }) => members.includes(node)),
  accessPoints: [],
};
const joined = next(first, joins(resource('spare-1', 9)));
const renewed = next(joined, changes('spare-1', key('spare-1', 2)));
const left = next(renewed, leaves('spare-1'));
const titles = ['three nodes', 'spare-1 joins', 'spare-1 has another key', 'spare-1 leaves'];

const names = [...members, 'spare-1'];
const lab = await startLab({
  ...standardLab,
  routers: standardLab.routers.filter(({ name }) => ['internet', 'farm', 'home'].includes(name)),
  nodes: standardLab.nodes.filter(({ name }) => names.includes(name)),
  others: [],
});
try {
  const steps = [first, joined, renewed, left].map((document, i) => ({
    title: titles[i] ?? '',
    tenant: tenantIn(lab, document),
  }));
  const flows = flowsBetween(steps.map(({ tenant }) => tenant));
  const [begin] = steps;
  if (begin === undefined) throw new Error('there is no version to begin with');
  await rollOut(begin.tenant, begin.tenant);
  const byApply = await follow(flows, steps, rollOut);
  const back = steps.slice(0, 2).toReversed();
  const [again] = back;
  if (again !== undefined) await rollOut(begin.tenant, again.tenant);
  const byReplacing = await follow(flows, back, replaceAll);
  const courses: Courses = { byApply, byReplacing };
  process.stdout.write(JSON.stringify(courses));
} finally {
  await lab.stop();
}
