import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shell } from '@networkd/executor-dryrun';
import { privateHalf } from '@networkd/lab/key';
import { inScratch, whyNoScratch } from '@networkd/lab/scratch';
import type { Plan } from '@networkd/planner';
import { privateKeyText } from '@networkd/planner';
import type { Step } from '../golden/example.js';
import { type Found, type Snapshot, snapshotOf } from './snapshot.js';

/** Why scripts cannot be run here, or nothing. */
export function whyNotRun(): string | undefined {
  return whyNoScratch(['ip', 'ss', 'wg', 'wireguard-go', 'nft', 'sysctl']);
}

export function shellcheck(path: string): string {
  return spawnSync('shellcheck', [path], { encoding: 'utf8' }).stdout;
}

/**
 * Runs the scripts of the steps one after another on a machine of their own: namespaces of network, mounts and
 * processes that are gone, with all in them, when the last of them ends. Gives what each step left.
 */
export function runSteps(steps: readonly Step[]): readonly Snapshot[] {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-shell-'));
  try {
    for (const { title, plan } of steps) {
      writeFileSync(join(folder, `${title}.sh`), shell(plan));
      writeKeys(join(folder, `${title}.keys`), plan);
    }
    const driver = join(folder, 'driver.sh');
    writeFileSync(driver, driverOf(steps));
    const { status, stderr } = inScratch(['sh', driver], folder);
    if (status !== 0) throw new Error(`exit ${status}\n${stderr}`);
    return steps.map(({ title }) =>
      snapshotOf(JSON.parse(readFileSync(join(folder, `${title}.json`), 'utf8')) as Found),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeKeys(folder: string, { node, operations }: Plan): void {
  mkdirSync(folder, { mode: 0o700 });
  for (const operation of operations) {
    if (operation.kind !== 'WireGuardSetDevice' || operation.publicKey === undefined) continue;
    const key = privateHalf(`${operation.owner}/${node}`, operation.publicKey);
    writeFileSync(join(folder, `${operation.owner}.key`), `${privateKeyText(key)}\n`, { mode: 0o600 });
  }
}

/** An empty machine with a `public` namespace, on which each script runs, and of which a picture is taken after each. */
function driverOf(steps: readonly Step[]): string {
  const prologue = `set -eu
mount -t tmpfs tmpfs /run
[ -L /var/run ] || mount --bind /run /var/run
mkdir -p /run/netns /run/wireguard
ip link set dev lo up
ip netns add public
text() { "$@" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g; s/\\t/\\\\t/g; s/$/\\\\n/' | tr -d '\\n'; }
daemons() { for each in /proc/[0-9]*; do tr '\\0' ' ' 2>/dev/null <"$each/cmdline" | grep wireguard-go || true; done; }
look() {
  printf '{"links":%s,' "$($1 ip -json -details link show)"
  printf '"addresses":%s,' "$($1 ip -json address show)"
  printf '"routes":%s,' "$($1 ip -json route show proto 110)"
  printf '"routes6":%s,' "$($1 ip -json -6 route show proto 110)"
  printf '"rules":%s,' "$($1 nft -j list ruleset)"
  printf '"table":"%s",' "$(text $1 nft list ruleset)"
  printf '"sockets":"%s",' "$(text $1 ss -Hlun)"
  printf '"sysctls":"%s",' "$(text $1 sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding net.ipv4.conf.all.promote_secondaries)"
  printf '"segments":"%s",' "$(text $1 sysctl -a -r '^net.ipv4.conf.(all|[bnw]-.*).(arp_ignore|arp_announce|send_redirects)$')"
  printf '"ipv6":"%s"}' "$(text $1 sysctl -a -r '^net.ipv6.conf.[bnw]-.*.disable_ipv6$')"
}
picture() {
  printf '{"host":%s' "$(look '')"
  printf ',"wireguard":"%s"' "$(text wg show all dump)"
  printf ',"daemons":"%s"' "$(text daemons)"
  for netns in $(ls /run/netns); do printf ',"netns %s":%s' "$netns" "$(look "ip netns exec $netns")"; done
  echo '}'
}
# A userspace device opens its socket, and a deleted one ends its process, a moment later.
settle() { tries=50; until "$@" || [ "$tries" -eq 0 ]; do tries=$((tries - 1)); sleep 0.1; done; }
`;
  const body = steps.map(({ title, wanted }) => {
    const ports = wanted.resources.flatMap((each) =>
      each.kind === 'ListenPort'
        ? [`settle sh -c '${inNetns(each.birth)}ss -Hlun | grep -q :${each.port}'\n`]
        : [],
    );
    const gone = wanted.resources.length === 0 ? `settle sh -c '[ -z "$(ls /run/wireguard)" ]'\n` : '';
    return `SECRETS=${title}.keys sh ${title}.sh\n${ports.join('')}${gone}picture >${title}.json\n`;
  });
  return prologue + body.join('');
}

function inNetns(netns: string | undefined): string {
  return netns === undefined ? '' : `ip netns exec ${netns} `;
}
