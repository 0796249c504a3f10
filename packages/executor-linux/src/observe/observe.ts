import type { Foreign } from '@networkd/planner';
import type { Run } from '../run.js';
import { accepted } from './accepted.js';
import { keysOf, readParticulars } from './device.js';
import { foreignLinks, foreignPorts } from './foreign.js';
import { type Home, isOurs, readHome } from './home.js';
import { limited } from './limit.js';
import { type HomeName, namespacesFor } from './namespace.js';
import type { Observation } from './observation.js';
import { type Scope, scopeOf } from './owner.js';
import { type HostPlace, type Place, type PublicPlace, readHost, readPublic } from './place.js';
import { homeResources, linkResources } from './resource.js';
import { asOwn, sightingsIn } from './sighting.js';

/** How many processes run at a time. */
const mostProcesses = 8;

/**
 * What is on this node of the networks with these ids; absent: of all that are ours. The rest counts as foreign. Takes
 * a process for the host, one for the `public` namespace, and four for each network. Throws `NotObserved`.
 */
export async function observe(run: Run, node: string, networks?: readonly string[]): Promise<Observation> {
  const inScope = scopeOf(networks);
  const few = limited(run, mostProcesses);
  const { host, shared, homes, husks } = await look(few, inScope);
  const places: readonly Place[] = [host, ...(shared === undefined ? [] : [shared]), ...homes];
  const sightings = places.flatMap((place) => sightingsIn(place, inScope));
  const own = sightings.flatMap((each) => asOwn(each, inScope) ?? []);
  const particulars = await Promise.all(own.map((each) => readParticulars(few, each, host, shared)));
  const isOurHome = (home: Home) => isOurs(home, inScope);
  const resources = [
    ...own.map((each, i) => linkResources(each, particulars[i])),
    ...homes.filter(isOurHome).map(homeResources),
  ].flat();
  const foreign: Foreign = {
    listenPorts: foreignPorts(places, resources),
    links: foreignLinks(sightings.filter((each) => asOwn(each, inScope) === undefined)),
    netns: [...husks, ...homes.filter((home) => !isOurHome(home))].map(({ netns }) => netns),
  };
  const isAlone = foreign.listenPorts.length + foreign.links.length + foreign.netns.length === 0;
  const state = accepted({ schema: 'observed/1', node, resources, ...(isAlone ? {} : { foreign }) });
  return { state, keys: keysOf(particulars) };
}

interface View {
  readonly host: HostPlace;
  readonly shared: PublicPlace | undefined;
  readonly homes: readonly Home[];
  readonly husks: readonly HomeName[];
}

/** Everything but what only wg(8) knows: which devices to ask it of shows here. */
async function look(run: Run, inScope: Scope): Promise<View> {
  const { hasPublic, homes, husks } = namespacesFor(inScope);
  const [host, shared, ...inside] = await Promise.all([
    readHost(run),
    hasPublic ? readPublic(run) : undefined,
    ...homes.map((home) => readHome(run, home)),
  ]);
  return { host, shared, homes: inside, husks };
}
