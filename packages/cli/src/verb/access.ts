import { accessConfiguration, connect, type PrivateKey, parsePrivateKey } from '@networkd/planner';
import type { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { type DocumentOptions, loadOne, succeed } from '../document/documents.js';
import { failure } from '../error/failure.js';
import { inventoryOption, networkOption, once, outputOption, verb } from '../option/options.js';
import { output, print, printError, readSecret } from '../terminal/io.js';
import { type Paint, painter } from '../terminal/style.js';

interface AccessOptions extends DocumentOptions {
  readonly qr?: true;
  readonly output?: string;
}

export function accessCommand(): Command {
  return verb('access', 'print the wg-quick(8) configuration of an access point', [
    'tn access -t network.json -i inventory.json laptop',
    'tn access -t network.json -i inventory.json laptop --private-key laptop.key -o laptop.conf',
  ])
    .argument('<NAME>', 'the access point')
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(
      once(
        '--private-key <FILE>',
        'its private key, as wg genkey prints it, - for standard input; left out otherwise',
      ),
    )
    .option('--qr', 'draw a QR code in the terminal, for the WireGuard app of a telephone')
    .addOption(outputOption())
    .action(access);
}

async function access(name: string, options: AccessOptions): Promise<void> {
  const { network, inventory, fileOf } = loadOne(options);
  const topology = succeed(connect(network, inventory), fileOf);
  const key = options.privateKey === undefined ? undefined : readKey(options.privateKey);
  const configuration = succeed(accessConfiguration(topology, name, key), fileOf);
  if (options.qr) {
    if (key === undefined) {
      printError('warning: without --private-key the WireGuard app refuses this code: it has no key in it\n');
    }
    await print(await qrCode(configuration, painter(process.stdout)));
    if (options.output === undefined) return;
  }
  await output(options.output, [configuration]);
}

/** Reads the private key. An error never repeats what is in the file. */
function readKey(file: string): PrivateKey {
  const key = parsePrivateKey(readSecret(file, '--private-key'));
  if (E.isRight(key)) return key.right;
  throw failure(
    'key-unusable',
    file,
    'it does not hold one WireGuard private key; give the file that wg genkey wrote',
  );
}

/** Draws the code light on dark, also where the terminal has other colours: few telephones read an inverted code. */
async function qrCode(text: string, paint: Paint): Promise<string> {
  const { renderUnicodeCompact } = await import('uqr');
  const lines = renderUnicodeCompact(text, { border: 2 }).split('\n');
  return lines.map((line) => `${paint(['whiteBright', 'bgBlack'], line)}\n`).join('');
}
