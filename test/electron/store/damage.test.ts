import {
  closeSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { agreesWithEntries, recordPlaces } from '#electron/store/commit.ts';
import { asProblem } from '#electron/store/faults.ts';
import { databaseFile } from '#electron/store/files.ts';
import { openWritable } from '#electron/store/open.ts';
import { recordOf } from '#electron/store/records.ts';
import { rounds } from '#electron/store/rounds.ts';
import { act, at, countyStore, returnCode } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = temporaryFolder();
const units = Array.from({ length: 60 }, (_, index) => `U${index}`);

/** Opens a folder and reads all of it: how many acts it holds, or the problem that it is refused with. */
function look(folder: string): number | string {
  let store: ReturnType<typeof openWritable> | undefined;
  try {
    const open = openWritable(folder, { now: at });
    store = open;
    for (const { year } of rounds(open))
      for (const place of recordPlaces(open, year)) expect(agreesWithEntries(open, year, place)).toBe(true);
    const held = units.map((unit) => recordOf(open, 2015, unit, returnCode)?.cells['01'] ?? 0);
    // An act writes the same number into every unit: all of them, or none.
    expect(new Set(held).size).toBe(1);
    return held[0] as number;
  } catch (error) {
    const problem = asProblem(error, folder);
    if (problem === null) throw error;
    return problem.code;
  } finally {
    store?.db.close();
  }
}

describe('a write-ahead log that is not as it was left', () => {
  const acts = 12;
  const left = path.join(root, 'left');

  beforeAll(() => {
    const folder = path.join(root, 'working');
    const store = countyStore(folder, units);
    store.db.pragma('wal_autocheckpoint = 0');
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    for (let value = 1; value <= acts; value++)
      act(store, { kind: 'typed' }, Object.fromEntries(units.map((unit) => [unit, { '01': { value } }])));
    // As a program that was killed leaves it: nothing of the acts is in the database itself.
    cpSync(folder, left, { recursive: true });
    store.db.close();
  });

  const wal = (folder: string): string => `${databaseFile(folder)}-wal`;
  const spoilt: Readonly<Record<string, [(folder: string) => void, number | 'fewer']>> = {
    'as it was': [() => undefined, acts],
    'without its index': [(folder) => rmSync(`${databaseFile(folder)}-shm`), acts],
    'with the index of another': [
      (folder) => writeFileSync(`${databaseFile(folder)}-shm`, Buffer.alloc(32_768, 7)),
      acts,
    ],
    gone: [(folder) => rmSync(wal(folder)), 0],
    'cut to a third': [
      (folder) => truncateSync(wal(folder), Math.floor(statSync(wal(folder)).size / 3)),
      'fewer',
    ],
    'cut within its head': [(folder) => truncateSync(wal(folder), 20), 0],
    'of noise': [(folder) => writeFileSync(wal(folder), Buffer.alloc(100_000, 'noise ')), 0],
    'damaged in the middle': [
      (folder) => overwrite(wal(folder), statSync(wal(folder)).size / 2, 512),
      'fewer',
    ],
  };

  it.each(Object.keys(spoilt))('%s: the store opens with whole acts only', (how) => {
    const folder = path.join(root, `wal ${how}`);
    cpSync(left, folder, { recursive: true });
    const [spoil, expected] = spoilt[how] ?? [() => undefined, 0];
    spoil(folder);
    const found = look(folder);
    if (expected !== 'fewer') expect(found).toBe(expected);
    else {
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(acts);
    }
  });
});

describe('sixty databases, each damaged at some place', () => {
  const sound = path.join(root, 'sound');
  afterAll(() => rmSync(sound, { recursive: true }));

  it('are found out at start, or all their cells are read as they were; none is a fault of the program', () => {
    const store = countyStore(sound, units);
    for (let value = 1; value <= 5; value++)
      act(store, { kind: 'typed' }, Object.fromEntries(units.map((unit) => [unit, { '01': { value } }])));
    store.db.close();
    const ends: Record<string, number> = {};
    for (let round = 0; round < 60; round++) {
      const chance = new Chance(4711 + round);
      const folder = path.join(root, 'hurt');
      mkdirSync(folder, { recursive: true });
      copyFileSync(databaseFile(sound), databaseFile(folder));
      const { size } = statSync(databaseFile(folder));
      overwrite(databaseFile(folder), chance.whole(0, size - 600), chance.whole(16, 600));
      const end = look(folder);
      ends[end] = (ends[end] ?? 0) + 1;
      rmSync(folder, { recursive: true });
    }
    expect(Object.keys(ends).sort()).toEqual(['5', 'workspace.damaged']);
    expect(ends['workspace.damaged']).toBeGreaterThan(15);
  });
});

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 'damaged!'), 0, length, Math.floor(at));
  closeSync(handle);
}
