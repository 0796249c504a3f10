import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** How many characters are turned into bytes at a time: a plan's text can be megabytes. */
const chunk = 65_536;

/** Returns the SHA-256 (FIPS 180-4) of a text of ASCII, as 64 hexadecimal digits. Everything we write is ASCII. */
export function digest(text: string): string {
  const hash = sha256.create();
  const bytes = new Uint8Array(Math.min(chunk, text.length));
  for (let start = 0; start < text.length; start += chunk) {
    const length = Math.min(chunk, text.length - start);
    for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(start + i);
    hash.update(bytes.subarray(0, length));
  }
  return bytesToHex(hash.digest());
}
