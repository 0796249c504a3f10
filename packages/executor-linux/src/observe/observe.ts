import { type Foreign, networkOfLink, nodeOwner } from '@networkd/planner';
import { limited } from '../command/limit.js';
import type { Run } from '../command/run.js';
import type { Means } from '../options.js';
import { madeLinks } from '../process/made-links.js';
import { awaitReady } from '../process/supervisor.js';
import { accepted } from './accepted.js';
import { foreignLinks, foreignPorts } from './foreign.js';
import { readRouting } from './ip/routing.js';
import { type Home, isOurs } from './netns/home.js';
import { type HomeName, namespacesFor, publicNetns } from './netns/namespace.js';
import { type HostPlace, type NamedPlace, type Place, readHost, readPlace } from './netns/place.js';
import { carrierResources, carriersIn } from './nic.js';
import { NotObserved } from './not-observed.js';
import type { Observation } from './observation.js';
import { type OwnerFilter, ownersAmong } from './owner.js';
import { asOwn, placedLinksIn } from './placed-link.js';
import { serverResources } from './process/served.js';
import { homeResources, linkResources, placeResources, portResources } from './resource.js';
import { keysOf, readParticulars } from './wg/device.js';

/** How many processes run at a time. */
const mostProcesses = 8;

/** How often it looks where somebody changes the node meanwhile. */
const mostLooks = 5;

/**
 * Returns what is on this node of the owners with these ids, networks or the node itself; absent: of all that are ours.
 * The rest counts as foreign. What others have on a NIC is seen where the NIC is a member of the node's own, or one of
 * `nics`. Takes two processes for the host, one for each namespace of those asked for and for the `public` one, and one
 * for each WireGuard device. Looks again where what it sees does not fit together, since somebody may be applying
 * meanwhile. Throws `NotObserved`.
 */
export async function observe(
  means: Means,
  node: string,
  owners?: readonly string[],
  nics: readonly string[] = [],
): Promise<Observation> {
  for (let looks = 1; ; looks++) {
    try {
      return await observeOnce(means, node, owners, nics);
    } catch (error) {
      if (!(error instanceof NotObserved && error.mayPass) || looks === mostLooks) throw error;
    }
  }
}

async function observeOnce(
  { run, clock }: Means,
  node: string,
  owners: readonly string[] | undefined,
  nics: readonly string[],
): Promise<Observation> {
  const isIncluded = ownersAmong(owners);
  const few = limited(run, mostProcesses);
  // Whoever started a process may have been killed before that had made its link, which would then come while we look.
  await Promise.all(
    madeLinks()
      .filter(({ link }) => isIncluded(networkOfLink(link.device)))
      .map(({ program, link }) => awaitReady(program, link, clock)),
  );
  const { host, shared, homes, emptyMounts } = await look(few, isIncluded);
  const places: readonly Place[] = [
    host,
    ...(shared === undefined ? [] : [shared]),
    ...homes.filter(({ netns }) => netns !== publicNetns),
  ];
  const placedLinks = places.flatMap((place) => placedLinksIn(place, isIncluded));
  const own = placedLinks.flatMap((each) => asOwn(each, isIncluded) ?? []);
  const particulars = await Promise.all(
    own.map((each) => readParticulars({ run: few, clock }, each, host, shared)),
  );
  const onLinks = own.flatMap((each, i) => linkResources(each, particulars[i]));
  const listenPorts = foreignPorts(places, onLinks);
  const isOurHome = (home: Home) =>
    isOurs(home, listenPorts.filter(({ netns }) => netns === home.netns).length, isIncluded);
  const ourHomes = homes.filter(isOurHome);
  const ownerIn = ({ netns }: Place) => ourHomes.find((home) => home.netns === netns)?.owner;
  const carriers = isIncluded(nodeOwner) ? carriersIn(host, nics) : [];
  const carried = carriers.length === 0 ? [] : carrierResources(await readRouting(few, carriers), host);
  const resources = [
    ...onLinks,
    ...carried,
    ...ourHomes.flatMap(homeResources),
    ...places.flatMap((place) => placeResources(place, ownerIn(place), isIncluded)),
    ...(isIncluded(nodeOwner)
      ? [...placedLinks.flatMap(({ link, place }) => portResources(link, place)), ...serverResources(places)]
      : []),
  ];
  const routes = isIncluded(nodeOwner) ? host.othersRoutes : [];
  const foreign: Foreign = {
    listenPorts,
    links: foreignLinks(placedLinks.filter((each) => asOwn(each, isIncluded) === undefined)),
    netns: [...emptyMounts, ...homes.filter((home) => !isOurHome(home))].map(({ netns }) => netns),
    ...(routes.length === 0 ? {} : { routes }),
  };
  const isAlone =
    foreign.listenPorts.length + foreign.links.length + foreign.netns.length + routes.length === 0;
  const state = accepted({ schema: 'observed/2', node, resources, ...(isAlone ? {} : { foreign }) });
  return { state, keys: keysOf(particulars) };
}

interface View {
  readonly host: HostPlace;
  /** The `public` namespace, be it asked for or not: sockets of devices are in it. */
  readonly shared: NamedPlace | undefined;
  readonly homes: readonly Home[];
  readonly emptyMounts: readonly HomeName[];
}

/** Looks at everything but what only wg(8) knows. It shows which devices to ask wg(8) about. */
async function look(run: Run, isIncluded: OwnerFilter): Promise<View> {
  const { hasPublic, homes, emptyMounts } = namespacesFor(isIncluded);
  const others = homes.filter(({ netns }) => netns !== publicNetns);
  const [host, shared, ...inside] = await Promise.all([
    readHost(run),
    hasPublic ? readPlace(run, publicNetns) : undefined,
    ...others.map(async (home): Promise<Home> => ({ ...(await readPlace(run, home.netns)), ...home })),
  ]);
  const own = homes.find(({ netns }) => netns === publicNetns);
  const publicHome = own === undefined || shared === undefined ? [] : [{ ...shared, ...own }];
  return { host, shared, homes: [...publicHome, ...inside], emptyMounts };
}
