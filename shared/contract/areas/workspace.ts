import { z } from 'zod';
import type { Territory } from '../../tally/territory.ts';
import { enterSteps, fontSizes } from '../../values/preferences.ts';
import { roundStates } from '../../values/states.ts';
import {
  anywhere,
  counts,
  fileToken,
  inYear,
  reads,
  returnCode,
  runs,
  shape,
  unitId,
  writes,
  year,
} from '../operation.ts';

const language = z.enum(['zh', 'en']);
const targetScope = z.enum(['province', 'prefecture', 'county']);
const fontSize = z.literal(fontSizes);
const enterStep = z.enum(enterSteps);
/** The language is null as long as none was chosen. */
const preferences = z.strictObject({ language: language.nullable(), fontSize, enter: enterStep });
const county = z.strictObject({ code: z.string(), name: z.string() });
const officers = z.strictObject({
  office: z.string().max(100),
  clerk: z.string().max(40),
  statisticsHead: z.string().max(40),
  officeHead: z.string().max(40),
  /** Where the clerk is reached: stands on what is asked of enterprises. */
  phone: z.string().max(60).default(''),
  /** One person has several of these offices (一人兼任): the same name may sign in more than one. */
  onePerson: z.boolean().default(false),
});

const task = z.strictObject({
  kind: z.enum([
    'import-first',
    'answer-questions',
    'commit-staged',
    'correct-findings',
    'explain-findings',
    'missing-filings',
    'accept-filings',
    'explain-county',
    'attach-documents',
    'sign-off',
    'sign-off-head',
    'seal',
    'deliver',
    'make-key',
    'start-year',
  ]),
  /** How many things wait: files, findings, units … by kind. */
  count: z.int(),
  /** A second number of the sentence: questions in the files, units above scale among the missing. */
  second: z.int().optional(),
  /** The one thing to open when there is only one. */
  unit: unitId.optional(),
  return: returnCode.optional(),
  example: z.string().optional(),
  /** Until when it is due, YYYY-MM-DD, and whether that has passed. */
  due: z.strictObject({ by: z.string(), late: z.boolean() }).optional(),
});

const wallRow = z.strictObject({
  unit: unitId,
  name: z.string(),
  /** Name of the industry's division, or of the kind of unit. */
  group: z.string(),
  cells: z.array(
    z.strictObject({
      return: returnCode,
      state: z.enum(['due', 'draft', 'accepted', 'nil', 'exempt', 'aside']),
      /** Open findings A, and B and C without a valid explanation. */
      blocking: z.int(),
      unexplained: z.int(),
    }),
  ),
});

export const workspaceOperations = {
  'workspace.get': anywhere(
    reads(
      z.strictObject({}),
      z.strictObject({
        exists: z.boolean(),
        county: county.nullable(),
        demonstrationData: z.boolean(),
        years: z.array(z.strictObject({ year, state: z.enum(roundStates), sequence: z.int() })),
        /** The open year: the newest started one. */
        year: year.nullable(),
        edition: z.strictObject({
          name: z.string(),
          title: z.strictObject({ zh: z.string(), en: z.string() }),
          demonstration: z.boolean(),
          /** 有效期, and whether it has passed. */
          validUntil: z.string(),
          expired: z.boolean(),
          from: z.int(),
          to: z.int(),
        }),
        officers,
        preferences,
        /** The county's deadline of the open year, YYYY-MM-DD, and the days until it, negative when past. */
        deadline: z.string().nullable(),
        daysLeft: z.int().nullable(),
        /** Name of the newest automatic backup, which begins with its time. */
        lastBackup: z.string().nullable(),
      }),
    ),
  ),
  /** Makes a workspace, or starts a year in it. */
  'workspace.init': anywhere(
    runs(
      z.strictObject({
        county: z.string().min(2).max(20).optional(),
        year: year.optional(),
        demo: z.enum(['mistakes', 'clean']).optional(),
        /** Of the demo county: forty enterprises and two years, 180 and three with every return, or ten thousand to measure with. */
        size: z.enum(['small', 'full', 'large']).default('full'),
      }),
      z.strictObject({ county, year, edition: z.string() }),
    ),
  ),
  /** Counties that a new workspace can be made for in a year, and which of them is the one of a code of another year. */
  'workspace.counties': anywhere(
    reads(
      z.strictObject({ year, of: z.string().max(20).optional() }),
      z.strictObject({
        counties: z.array(z.strictObject({ code: z.string(), name: z.string(), prefecture: z.string() })),
        same: z.string().nullable(),
      }),
    ),
  ),
  /** The demo county's workbooks, as a folder to import; null anywhere else. */
  'workspace.demoFolder': runs(z.strictObject({}), z.strictObject({ folder: fileToken.nullable() })),
  'workspace.today': reads(
    z.strictObject({ ...inYear }),
    z.strictObject({
      tasks: z.array(task),
      returns: z.array(returnCode),
      /** At most 400 units, those with something open first; `wallTotal` says how many there are. */
      wall: z.array(wallRow),
      wallTotal: z.int(),
      /** Filings of the whole county that are accepted or nil, of all that are not exempt. */
      filed: z.strictObject({ done: z.int(), due: z.int() }),
      findings: counts,
      /** What waits behind each entry of the navigation. */
      waiting: z.strictObject({ imports: z.int(), filings: z.int(), findings: z.int() }),
      headlines: z.array(
        z.strictObject({
          code: z.string(),
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          unit: z.string(),
          value: z.number().nullable(),
          lastYear: z.number().nullable(),
          target: z.strictObject({ value: z.number(), scope: targetScope }).nullable(),
        }),
      ),
      /** How the territory of these numbers stands to last year's; absent where it is the same. */
      territory: shape<Territory>().optional(),
    }),
  ),
  'workspace.officers': writes(officers, officers),
  /** A page on a new port remembers nothing: how it is to be is kept with the data. What is left out stays. */
  'workspace.preferences': writes(
    z.strictObject({
      language: language.optional(),
      fontSize: fontSize.optional(),
      enter: enterStep.optional(),
    }),
    z.strictObject({ preferences }),
  ),
};
export type Task = z.infer<typeof task>;
export type WallRow = z.infer<typeof wallRow>;
