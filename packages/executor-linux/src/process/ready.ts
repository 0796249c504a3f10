import { connect } from 'node:net';
import { isInNamespace, processOf } from './find.js';
import type { Program, ServedLink } from './program.js';

/**
 * Says whether the process of a link is ready. One that serves a link is ready when it is known and in its namespace.
 * One that makes a link is ready when it answers on its socket.
 */
export function isReady(program: Program, link: ServedLink): boolean | Promise<boolean> {
  if (program.role === 'makes') return answers(program.socket(link));
  const pid = processOf(program, link);
  return pid !== undefined && isInNamespace(pid, link.netns);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
