import type { LoadedEdition } from '#shared/returns/edition.ts';
import { openYear, type CountyUnit, type DemoRecord, type Values } from './profile.ts';
import type { SentFiling } from './workbooks.ts';

/** Its list has rows twice and waits for an answer: nothing else is planted there. */
const townInDoubt = '苇子沟镇';

/** A mistake in what was sent for the open year, and what must find it: a rule, or a kind of question or notice. */
export interface CountyMistake {
  readonly unit: string;
  readonly return: string;
  readonly found: string;
}

export interface SentCounty {
  readonly filings: readonly SentFiling[];
  readonly mistakes: readonly CountyMistake[];
  /** Units whose rows of last year nobody has looked at yet. */
  readonly unconfirmed: readonly string[];
}

/** What the units send for the open year; unless clean, with at least one mistake of every kind that really happens. */
export function sentCounty(units: Iterable<CountyUnit>, edition: LoadedEdition, clean: boolean): SentCounty {
  const filings = [...units].flatMap((unit) =>
    Object.entries(unit.filings[openYear] ?? {}).map(([code, records]): SentFiling => ({
      unit,
      return: code,
      records,
    })),
  );
  if (clean) return { filings, mistakes: [], unconfirmed: [] };
  const planting = new Planting(filings, edition);
  planting.figures();
  planting.acrossReturns();
  planting.acrossYears();
  planting.registers();
  return planting.done();
}

class Planting {
  readonly #filings: SentFiling[];
  readonly #edition: LoadedEdition;
  readonly #mistakes: CountyMistake[] = [];
  readonly #taken = new Set<string>();
  readonly #unconfirmed: string[] = [];

  constructor(filings: readonly SentFiling[], edition: LoadedEdition) {
    this.#filings = filings.map((filing) => ({
      ...filing,
      records: filing.records.map((record) => ({ ...record, cells: { ...record.cells } })),
    }));
    this.#edition = edition;
  }

  done(): SentCounty {
    return { filings: this.#filings, mistakes: this.#mistakes, unconfirmed: this.#unconfirmed };
  }

  /** Units of account, exchanged and missing numbers, within one return. */
  figures(): void {
    const hadLastYear = (cells: Values): boolean => Number(cells['01.上年']) > 0;
    this.#plant('JC102', 'JC102-U1', (cells) => this.#scale(cells, 0.1), hadLastYear);
    this.#plant('JC102', 'JC102-U1', (cells) => this.#scale(cells, 1000), hadLastYear);
    this.#plant('JC102', 'JC102-02-1', (cells) => (cells['02'] = Number(cells['01']) + 8200));
    this.#plant('JC102', 'JC102-12-S', (cells) => (cells['12'] = { blank: 'unknown' }));
    this.#plant('JC102', 'JC102-07-1', (cells) => (cells['07'] = Number(cells['04']) + 50));
    this.#plant('JC102', 'JC102-13-1', (cells) => (cells['13'] = Number(cells['12']) + 30));
    this.#plant('JC101', 'JC101-01-2', (cells) => {
      const code = typeof cells['01'] === 'string' ? cells['01'] : '';
      cells['01'] = code.slice(0, 17) + (code.endsWith('A') ? 'C' : 'A');
    });
    this.#plant('JC101', 'JC101-16-1', (cells) => (cells['16'] = '见通讯录'));
    this.#plant('JC107', 'JC107-06-1', (cells) => (cells['06'] = Number(cells['06']) - 400));
    this.#plant('ZH202', 'ZH202-09-1', (cells) => (cells['09'] = Number(cells['09']) + 3));
    this.#twice('row-same-twice', (record) => record);
    this.#twice('unit-twice', (record) => ({
      ...record,
      cells: { ...record.cells, '01': Number(record.cells['01']) + 500 },
    }));
  }

  /** What one return says of another. */
  acrossReturns(): void {
    this.#plant(
      'JC102',
      'JC102-15-1',
      (cells) => (cells['15'] = Number(cells['15']) + 2),
      (cells) => Number(cells['15']) > 0,
    );
    this.#plant(
      'JC102',
      'JC102-18-1',
      (cells) => (cells['18'] = 0),
      (_, unit) => this.#runs(unit) > 0,
    );
    this.#plant('JC102', 'JC102-39-1', (cells) => (cells['39'] = Number(cells['39']) + 260));
    this.#plant(
      'JC102',
      'JC102-38-1',
      (cells) => (cells['38'] = 35),
      (cells) => cells['38'] === 0,
    );
    this.#plant(
      'JC102',
      'JC102-32-1',
      (cells) => (cells['32'] = 2),
      (cells) => cells['32'] === 1,
    );
    this.#plant(
      'JC101',
      'JC101-24-1',
      (cells) => (cells['24'] = '九台医药园'),
      (cells) => cells['24'] !== undefined,
    );
    this.#plant('JC106', 'JC106-07-1', (cells) => (cells['07'] = Number(cells['06']) + 2));
    this.#plant('ZH201', 'ZH201-11-1', (cells) => (cells['11'] = Math.floor(Number(cells['11']) * 0.8)));
    this.#leaveOut('JC102', 'PK000-2');
  }

  /** What this year says beside the last. */
  acrossYears(): void {
    const had = (cells: Values): boolean => Number(cells['01.上年']) > 0;
    this.#plant('JC102', 'JC102-Y2', (cells) => this.#exchangeYears(cells), had);
    this.#plant('JC102', 'JC102-Y2', (cells) => (cells['01.上年'] = Number(cells['01.上年']) + 1200), had);
    this.#plant('JC102', 'JC102-Y1', (cells) => (cells['36'] = Number(cells['36']) * 3 + 4000), had);
    this.#plant(
      'JC102',
      'JC102-26-1',
      (cells) => (cells['26'] = 1),
      (cells) => Number(cells['26.上年']) > 4,
    );
    this.#plant(
      'JC101',
      'JC101-03-1',
      (cells) => (cells['03'] = (cells['03'] as string).replace('有限公司', '股份有限公司')),
    );
    this.#plant('JC107', 'JC107-39-1', (cells) => (cells['39'] = Number(cells['39']) - 2));
    this.#plant('JC109', 'JC109A-Y2', (cells) => (cells['01.上年'] = Number(cells['01.上年']) + 1), had);
  }

  /** Rows of the registers: written twice, ended, of another kind, or simply carried on. */
  registers(): void {
    const projects = this.#filings.filter((filing) => filing.return === 'JC104');
    const [first, second] = projects.slice(30, 32);
    const [one, other] = [first?.records[0], second?.records[0]];
    if (first !== undefined && second !== undefined && one !== undefined && other !== undefined) {
      Object.assign(other.cells, { '01': one.cells['01'], '03': one.cells['03'] });
      this.#note(first, 'JC104-01-1');
      this.#note(second, 'JC104-01-1');
    }
    this.#plant('JC104', 'JC104-06-1', (cells) => (cells['07'] = (openYear - 1) * 100 + 12));
    this.#plant('JC104', 'JC104-09-1', (cells) =>
      Object.assign(cells, { '09': '5', '19': '长吉现代农业联盟' }),
    );
    this.#plant('JC104', 'JC104-12-1', (cells) => (cells['13'] = Number(cells['12']) + 20));
    this.#plant(
      'JC103',
      'JC103-03-1',
      (cells) => (cells['03'] = '1'),
      (cells) => cells['02'] === '31',
    );
    this.#plant(
      'JC103',
      'JC103-12-1',
      (cells) => (cells['12'] = Number(cells['12']) * 3 + 2000),
      (cells) => cells['08'] === '2',
    );
    this.#plant('JC105', 'JC105-08-1', (cells) => (cells['08'] = Number(cells['08']) + 1));
    this.#plant(
      'JC108',
      'JC108A-08a-1',
      (cells) => delete cells['08a'],
      (cells) => cells['08a'] !== undefined,
    );
    const marks = this.#filings.find(
      (filing) =>
        filing.return === 'JC109' && filing.records.some((record) => record.cells['08'] === 201_812),
    );
    const mark = marks?.records.find((record) => record.cells['08'] === 201_812);
    if (marks !== undefined && mark !== undefined) {
      mark.cells['08'] = 201_506;
      this.#note(marks, 'JC109B-08-2');
    }
    // They have sent what is new alone: what they had last year waits to be confirmed or ended.
    for (const filing of projects.slice(13, 16)) {
      const begun = filing.records.filter(({ cells }) => Number(cells['06']) > openYear * 100);
      this.#unconfirmed.push(filing.unit.id);
      this.#filings.splice(this.#filings.indexOf(filing), 1, { ...filing, records: begun });
      this.#note(filing, 'JC104-K');
    }
  }

  /** Changes the first filing of a return that suits, each unit once, and none that sends its forms itself. */
  #plant(
    code: string,
    found: string,
    change: (cells: Values) => unknown,
    suits: (cells: Values, unit: CountyUnit) => boolean = () => true,
  ): void {
    const isFree = ({ unit }: SentFiling): boolean =>
      unit.kind !== '企业' || (!this.#taken.has(unit.id) && this.#townOf(unit) !== townInDoubt);
    const candidates = this.#filings.filter((filing) => filing.return === code && isFree(filing));
    // The largest stay as they are: they carry the county's totals.
    const late = candidates.length > 20 ? candidates.slice(10) : candidates;
    const filing = late.find(({ unit, records }) => suits(records[0]?.cells ?? {}, unit));
    const record = filing?.records[0];
    if (filing === undefined || record === undefined) throw new Error(`no filing of ${code} for ${found}`);
    change(record.cells);
    this.#note(filing, found);
  }

  #note(filing: SentFiling, found: string): void {
    this.#taken.add(filing.unit.id);
    this.#mistakes.push({ unit: filing.unit.id, return: filing.return, found });
  }

  #twice(found: string, second: (record: DemoRecord) => DemoRecord): void {
    // The first of the town sends its form itself.
    const [, filing] = this.#filings.filter(
      ({ unit, return: code }) =>
        code === 'JC102' && !this.#taken.has(unit.id) && this.#townOf(unit) === townInDoubt,
    );
    if (filing === undefined) return;
    this.#filings.push({ ...filing, records: filing.records.map(second) });
    this.#note(filing, found);
  }

  #leaveOut(code: string, found: string): void {
    const filing = this.#filings.filter(
      (each) =>
        each.return === code &&
        !this.#taken.has(each.unit.id) &&
        this.#townOf(each.unit) !== townInDoubt &&
        each.records[0]?.cells['01.上年'] !== undefined,
    )[90];
    if (filing === undefined) return;
    this.#filings.splice(this.#filings.indexOf(filing), 1);
    this.#note(filing, found);
  }

  /** Last year's amounts, one per cent more, in another unit of account. */
  #scale(cells: Values, factor: number): void {
    for (const field of this.#edition.fields('JC102').values()) {
      const last = cells[`${field.code}.上年`];
      if (field.unit === '千元' && typeof last === 'number')
        cells[field.code] = Math.round(last * 1.01 * factor);
    }
  }

  #exchangeYears(cells: Values): void {
    for (const field of this.#edition.fields('JC102').values()) {
      const [now, last] = [cells[field.code], cells[`${field.code}.上年`]];
      if (field.type !== 'number' || now === undefined || last === undefined) continue;
      cells[field.code] = last;
      cells[`${field.code}.上年`] = now;
    }
  }

  #townOf(unit: CountyUnit): unknown {
    return unit.filings[openYear]?.['JC101']?.[0]?.cells['06'];
  }

  #runs(unit: CountyUnit): number {
    const filing = this.#filings.find((each) => each.unit === unit && each.return === 'JC103');
    return filing?.records.filter((record) => record.cells['08'] === '2').length ?? 0;
  }
}
