import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Place, root } from './tn.js';

const demo = `${root}/examples/004-demo`;
const inventory = ['-i', `${demo}/inventory.json`] as const;

/** The nodes that have a golden file with this beginning. */
function nodesWith(start: string): readonly string[] {
  const files = readdirSync(demo).filter((file) => file.startsWith(start) && file.endsWith('.txt'));
  return files.map((file) => file.slice(start.length, -'.txt'.length));
}

function golden(file: string): string {
  return readFileSync(`${demo}/${file}`, 'utf8');
}

describe('the demo network, planned by the built command, is as its golden files have it', () => {
  const version1 = ['-t', `${demo}/tenant-network.json`, ...inventory] as const;
  const version2 = ['-t', `${demo}/next-tenant-network.json`, ...inventory] as const;

  test.each(nodesWith('plan.'))('%s, from nothing', (node) => {
    const print = (format: string): string =>
      new Place().tn(['plan', ...version1, '-n', node, '-f', format]).stdout;
    expect(print('text')).toBe(golden(`plan.${node}.txt`));
    expect(print('shell')).toBe(golden(`plan.${node}.sh`));
    expect(JSON.parse(print('json'))).toEqual(JSON.parse(golden(`plan.${node}.json`)));
  });

  test('every node, from version 1 to the next', () => {
    const observed = `${demo}/observed`;
    const { stdout, stderr } = new Place().tn(['plan', ...version2, '--all', '--observed', observed]);
    expect(stderr).toBe('');
    const plans = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(plans.map(({ node }) => node).sort()).toEqual([...nodesWith('plan-next.')].sort());
    for (const plan of plans) expect(plan).toEqual(JSON.parse(golden(`plan-next.${plan.node}.json`)));
  });

  test('the laptop', () => {
    expect(new Place().tn(['access', ...version1, 'laptop']).stdout).toBe(golden('access.laptop.conf'));
  });
});

test('every example is sound, and every pair of it reachable', () => {
  const place = new Place();
  for (const name of readdirSync(`${root}/examples`).filter((each) => /^\d/.test(each))) {
    const folder = `${root}/examples/${name}`;
    const networks = readdirSync(folder).filter((file) => /^(next-)?tenant-network.*\.json$/.test(file));
    for (const file of networks) {
      const documents = ['-t', `${folder}/${file}`, '-i', `${folder}/inventory.json`];
      expect({ name, file, ...place.tn(['check', ...documents]) }).toMatchObject({ name, file, status: 0 });
      expect({ name, file, ...place.tn(['reach', ...documents]) }).toMatchObject({ name, file, status: 0 });
    }
  }
});
