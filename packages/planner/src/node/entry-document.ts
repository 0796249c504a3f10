import type { External } from '../document/external.js';
import type { Node } from '../document/inventory/document.js';

/** A value of JSON. */
export type Json = string | number | boolean | readonly Json[] | { readonly [field: string]: Json };

/** An `inventory/1` document of these entries: what `parseInventory` makes the same entries of. */
export function inventoryDocument(entries: readonly Node[]): Json {
  return { schema: 'inventory/1', nodes: entries.map(entryDocument) };
}

/** The entry as it stands in the document: fields in a fixed order, without those that say what their absence says. */
function entryDocument({ id, farm, interfaces, ...rest }: Node): Json {
  const { publicConfig, inbound, external, lan, hidden, down, listenPortsInUse, wireguardPorts, lanHints } =
    rest;
  return plain({
    id,
    farm,
    interfaces,
    publicConfig: publicConfig && { ...publicConfig, external: externalDocument(publicConfig.external) },
    inbound: unlessEmpty(inbound),
    external: externalDocument(external),
    lan,
    hidden: hidden || undefined,
    down: down || undefined,
    listenPortsInUse: unlessEmpty(listenPortsInUse),
    wireguardPorts: unlessEmpty(wireguardPorts),
    lanHints: unlessEmpty(lanHints),
  });
}

function externalDocument(external: External | undefined) {
  return external && { ...external, ports: unlessEmpty(external.ports) };
}

function unlessEmpty<A>(values: readonly A[]): readonly A[] | undefined {
  return values.length === 0 ? undefined : values;
}

/** Addresses and networks as the text that they are canonical by; what is not there is left out. */
function plain(value: object | string | number | boolean): Json {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('text' in value) return String(value.text);
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, each]) => (each === undefined ? [] : [[field, plain(each)]])),
  );
}
