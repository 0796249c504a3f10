import { ipSource, ofFamily } from './batch.js';
import { byName, type Json, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = {
  expires: 'it ticks',
  age: 'it ticks',
  used: 'it counts',
  error: 'it is that of a moment',
};

function nameOf({
  table = 'main',
  type = 'unicast',
  dst,
  gateway,
  via,
  dev,
  metric,
}: {
  readonly [field: string]: Json;
}): string {
  const hop = gateway ?? (via as { readonly host?: string } | undefined)?.host;
  const words = [
    `${dst}`,
    hop && `via ${hop}`,
    dev && `dev ${dev}`,
    metric && `metric ${metric}`,
    `table ${table}`,
  ];
  return [type === 'unicast' ? '' : `${type}`, ...words].filter(Boolean).join(' ');
}

const family = (flag: '-4' | '-6'): Source =>
  ipSource(ofFamily(flag), 'route show table all', {
    section: 'routes',
    entries: (output) => byName(listed(output), nameOf, (route) => without(leftOut, route)),
  });

/** ip-route(8), every table. */
export const routes: readonly Source[] = [family('-4'), family('-6')];
