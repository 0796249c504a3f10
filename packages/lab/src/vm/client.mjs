/** Runs a command in the virtual machine whose socket NETWORKD_VM names, as if it had been run here: `client.mjs COMMAND…`. */
import { connect } from 'node:net';

const { NETWORKD_VM: socket = '', SCRATCH, NODE_OPTIONS } = process.env;
const env = Object.fromEntries(
  Object.entries({ SCRATCH, NODE_OPTIONS }).filter(([, value]) => value !== undefined),
);
const client = connect(socket);
client.end(JSON.stringify({ argv: process.argv.slice(2), cwd: process.cwd(), env }));
let text = '';
for await (const piece of client.setEncoding('utf8')) text += piece;
const { status, stdout, stderr } = JSON.parse(text);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
