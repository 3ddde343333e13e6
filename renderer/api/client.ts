import { Connection } from './connection.ts';
import { connectDesktop } from './desktop.ts';
import type { Host } from './host.ts';
import { connectLoopback } from './loopback.ts';

/** The one connection of this page, and the program around it. */
export const connection = new Connection();

export const host: Host =
  window.nianbao === undefined ? connectLoopback(connection) : connectDesktop(connection, window.nianbao);
