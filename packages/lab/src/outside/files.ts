import type { Entries, Source } from './source.js';

/** Folders whose files are written down, and files and folders in them that are not. */
export interface Folders {
  readonly folders: readonly string[];
  readonly except: readonly string[];
}

const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;

/**
 * Returns a source of the kind, mode, owner and content of every file, on the file systems of the folders. Its times
 * are not written down.
 */
export function files({ folders, except }: Folders): Source {
  const pruned = except.map((path) => `-path ${quoted(path)} -prune -o`).join(' ');
  const find = `find ${folders.map(quoted).join(' ')} -xdev ${pruned}`;
  return {
    section: 'files',
    command: `${find} -printf '%y %m %U:%G %l\\t%p\\n'; ${find} -type f -size -1024k -exec sha256sum -z {} + | tr '\\0' '\\n'`,
    entries: (output) => {
      const entries = new Map<string, object>();
      for (const line of output.split('\n')) {
        const [, said, path = ''] = /^([^\t]*)\t(.*)$/.exec(line) ?? [];
        const [, sha256, content = ''] = /^([0-9a-f]{64}) {2}(.*)$/.exec(line) ?? [];
        if (said !== undefined) entries.set(path, { file: said.trim() });
        else if (sha256 !== undefined) entries.set(content, { ...entries.get(content), sha256 });
      }
      return entries as Entries;
    },
  };
}
