/** Lines of scripts for sh(1), to put on a machine what others would, or what a process that died would leave. */

/** A process that holds a UDP port, in a namespace or the host's. */
export function hold(port: number, netns?: string): string {
  const program = `require("dgram").createSocket("udp4").bind(${port}, () => console.log("bound"))`;
  return `${inside(netns)}"$NODE" -e '${program}' >${port}.out 2>/dev/null &
until [ -s ${port}.out ]; do sleep 0.05; done`;
}

/** A userspace WireGuard device that listens to wg(8), its process writing to a log. */
export function device(name: string, log: string, netns?: string): string {
  return `LOG_LEVEL=verbose ${inside(netns)}wireguard-go -f ${name} >${log} 2>&1 &
until grep -q 'UAPI listener started' ${log}; do sleep 0.05; done`;
}

/** The links of a network, with their marks, as a plan leaves them; without WireGuard. */
export function marked(id: string): string {
  return `ip netns add n-${id}
ip link add name b-${id} group 110 type bridge
ip link set dev b-${id} alias networkd:${id}
ip link add link b-${id} name n-${id} group 110 type macvlan mode bridge
ip link set dev n-${id} alias networkd:${id}
ip link set dev n-${id} netns n-${id}
ip link set dev b-${id} up
ip -n n-${id} link set dev n-${id} up`;
}

function inside(netns: string | undefined): string {
  return netns === undefined ? '' : `ip netns exec ${netns} `;
}
