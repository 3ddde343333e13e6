import {
  isCounted,
  type CountyFigures,
  type FilingDocument,
  type UnitDocuments,
} from '#shared/checking/documents.ts';
import type { NameIndex } from '#shared/codes/names.ts';
import { versionOf, type Subject } from '../store/changes.ts';
import { eachBefore, eachCounted } from '../store/year-records.ts';
import { countedFilings } from '../store/rounds.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { County } from './county-figures.ts';
import { directoryNames } from './directory-names.ts';
import { filingsByUnit, unitFacts } from './documents.ts';

/** Filings that count of one return, as they were gathered, and whose they are. */
interface Gathered {
  readonly subject: Subject;
  readonly version: string;
  readonly filings: ReturnType<typeof filingsByUnit>;
  units: readonly UnitDocuments[] | null;
}

/**
 * What a unit's rules look at of the others: filings that count, a return at a time, gathered once a rule asks for it and
 * kept until some filing of that return begins or ceases to count. A draft that is being typed changes nothing here, so
 * that after each edit nothing is gathered anew.
 */
export class Others implements CountyFigures {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #directoryVersion: string;
  readonly #returns = new Map<string, Gathered>();
  #directory: ReadonlyMap<string, Unit> | null = null;
  #names: NameIndex | null = null;
  #units: readonly UnitDocuments[] | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.#directoryVersion = versionOf(context.store, 'directory');
  }

  /** Forgets the returns that have changed since they were gathered; whether the rest can be used again. */
  renew({ store, edition }: ReadContext): boolean {
    if (edition !== this.#context.edition || store !== this.#context.store) return false;
    if (versionOf(store, 'directory') !== this.#directoryVersion) return false;
    for (const [key, { subject, version }] of this.#returns)
      if (versionOf(store, subject) !== version) this.#returns.delete(key);
    return true;
  }

  get units(): readonly UnitDocuments[] {
    return (this.#units ??= [...this.#unitsById().values()].map((unit) => ({
      id: unit.id,
      facts: unitFacts(unit),
      filing: (code, back) => this.#gathered(code, back).filings.get(unit.id)?.get(code),
    })));
  }

  countedIn(code: string, back: number): readonly UnitDocuments[] {
    const gathered = this.#gathered(code, back);
    return (gathered.units ??= this.units.filter(({ filing }) => isCounted(filing(code, back)?.state)));
  }

  /** Others are seen by what counts alone. */
  filedIn(code: string, back: number): readonly UnitDocuments[] {
    return this.countedIn(code, back);
  }

  get names(): NameIndex {
    return (this.#names ??= directoryNames(this.#context.store, this.#year));
  }

  has(id: string): boolean {
    return this.#unitsById().has(id);
  }

  indicator(code: string, back: number): number | null {
    return new County(this.#context, this.#year).indicator(code, back);
  }

  hasReporter(code: string): boolean {
    return new County(this.#context, this.#year).hasReporter(code);
  }

  #unitsById(): ReadonlyMap<string, Unit> {
    return (this.#directory ??= unitsAt(this.#context.store, this.#year));
  }

  #gathered(code: string, back: number): Gathered {
    const key = `${back}/${code}`;
    const known = this.#returns.get(key);
    if (known !== undefined) return known;
    const { store } = this.#context;
    const year = this.#year - back;
    const subject: Subject = `${year}/${code}`;
    const version = versionOf(store, subject);
    const filings: ReadonlyMap<string, ReadonlyMap<string, FilingDocument>> = back === 0
      ? filingsByUnit(countedFilings(store, year, code), eachCounted(store, year, code))
      : filingsByUnit([], eachBefore(store, year, { return: code }));
    const gathered = { subject, version, filings, units: null };
    this.#returns.set(key, gathered);
    return gathered;
  }
}

const others = new Map<string, Others>();

export function othersOf(context: ReadContext, year: number): Others {
  const key = `${context.folder}/${year}`;
  const kept = others.get(key);
  if (kept?.renew(context) === true) return kept;
  const gathered = new Others(context, year);
  others.set(key, gathered);
  return gathered;
}
