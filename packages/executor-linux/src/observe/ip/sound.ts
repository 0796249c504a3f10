type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value);
const flag: Check = (value) => typeof value === 'boolean';
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/**
 * Returns a check for objects. Their fields are of these types where they have them. Fields at which nobody looks may
 * be of any type.
 */
function object(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    checks.every(([name, check]) => !Object.hasOwn(value, name) || check(Reflect.get(value, name)));
}

const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const address = object({
  ...{ local: text, prefixlen: count, scope: text },
  ...{ dynamic: flag, temporary: flag, deprecated: flag, tentative: flag },
});

const link = {
  ...{ ifindex: count, ifname: text, flags: texts, mtu: count, group: text, ifalias: text },
  ...{ link: orNull(text), link_index: count, link_netnsid: count, link_type: text, master: text },
  ...{ address: text, permaddr: text, parentdev: text, addr_info: list(address) },
  linkinfo: object({ info_kind: text, info_data: object({}) }),
};

const route = {
  ...{
    type: text,
    dst: text,
    dev: text,
    gateway: text,
    table: text,
    protocol: text,
    metric: count,
    pref: text,
  },
  via: object({ host: text }),
  nexthops: list(object({ gateway: text, dev: text })),
};

const rule = { priority: count, src: text, srclen: count, dstlen: count };

/**
 * Says whether it is a link, route or rule as ip(8) prints them, as far as we look. Else it is of an ip that we do not
 * know.
 */
export const isSound = object({ ...link, ...route, ...rule });
