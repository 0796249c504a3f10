import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

const graph = ['graph', ...documents, '-f'] as const;

describe('tn graph', () => {
  test('dot: who dials whom, families, aggregators, access points, what is down, LANs', () => {
    const { status, stdout } = new Place().tn([...graph, 'dot']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/"a" -> "b" \[.*IPv6.*dir=both/);
    expect(stdout).toMatch(/"h1" -> "a" \[(?!.*dir=both).*IPv4/);
    expect(stdout).toMatch(/"laptop" -> "a" \[/);
    expect(stdout).toMatch(/"a" -> "d" \[.*style=dashed/);
    expect(stdout).toMatch(/"a" \[label="a\\npublic, aggregator\\n10\.1\.1\.0\/24".*peripheries=2/);
    expect(stdout).toMatch(/"d" \[label="d\\npublic, down/);
    expect(stdout).toMatch(/subgraph cluster_lan0 \{\n.*"LAN rack-1".*\n.*"h1" .*\n.*"h2" .*\n {2}\}/);
    expect(stdout).not.toMatch(/"h3" -> "h1"|"h1" -> "h3"/);
  });

  test('svg: well-formed, with every name in it', () => {
    const place = new Place();
    const { status, stdout } = place.tn([...graph, 'svg']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<\?xml [\s\S]*<svg [\s\S]*<\/svg>\s*$/);
    for (const name of ['a', 'b', 'd', 'h1', 'h2', 'h3', 'laptop', 'LAN rack-1']) {
      expect(stdout.replaceAll('&#45;', '-')).toContain(`>${name}</text>`);
    }
    expect(place.tn([...graph, 'svg', '-o', 'net.svg'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(place.read('net.svg')).toBe(stdout);
  });

  test('mermaid', () => {
    const { status, stdout } = new Place().tn([...graph, 'mermaid']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "---
      title: "fixture version 3"
      ---
      flowchart BT
        n0["a<br/>public, aggregator<br/>10.1.1.0/24"]:::aggregator
        n1["b<br/>public, aggregator<br/>10.1.2.0/24"]:::aggregator
        n2["d<br/>public, down<br/>10.1.6.0/24"]:::down
        n5["h3<br/>hidden<br/>10.1.5.0/24"]:::hidden
        n6["laptop<br/>access point<br/>10.1.254.0/24"]:::access
        subgraph lan0["LAN rack-1"]
          n3["h1<br/>hidden<br/>10.1.3.0/24"]:::hidden
          n4["h2<br/>hidden<br/>10.1.4.0/24"]:::hidden
        end
        n0 <-->|IPv6| n1
        n0 <-.->|IPv6| n2
        n3 -->|IPv4| n0
        n4 -->|IPv4| n0
        n5 -->|IPv4| n0
        n1 <-.->|IPv6| n2
        n3 <-->|IPv4| n4
        n6 -->|IPv4| n0
        linkStyle 2,3,4,6,7 stroke:#b35806,color:#b35806
        linkStyle 0,1,5 stroke:#2166ac,color:#2166ac
        classDef public fill:#e3eefa,stroke:#3b6ea5,color:#222222
        classDef hidden fill:#f4f1e8,stroke:#8c7a4f,color:#222222
        classDef access fill:#e9f5e6,stroke:#4f8a4a,color:#222222
        classDef aggregator fill:#e3eefa,stroke:#3b6ea5,color:#222222,stroke-width:3px
        classDef down fill:#f2f2f2,stroke:#999999,color:#222222,stroke-dasharray:4
      "
    `);
  });

  test('the drawing does not depend on the order of the documents', () => {
    const [one, other] = [new Place(), new Place()];
    other.edit(
      'network.json',
      (each) => ({ ...each, resources: [...each.resources].reverse() }),
      'network.json',
    );
    other.edit('inventory.json', (each) => ({ ...each, nodes: [...each.nodes].reverse() }), 'inventory.json');
    expect(other.tn([...graph, 'dot']).stdout).toBe(one.tn([...graph, 'dot']).stdout);
  });

  test('a network that does not work yet is drawn too', () => {
    const place = new Place();
    place.edit('network.json', (each) => ({ ...each, aggregators: ['b'] }), 'network.json');
    expect(place.tn(['check', ...documents]).status).toBe(1);
    expect(place.tn([...graph, 'dot']).status).toBe(0);
  });

  test('a format is needed', () => {
    const { status, stderr } = new Place().tn(['graph', ...documents]);
    expect(status).toBe(1);
    expect(stderr).toContain('--format');
  });
});
