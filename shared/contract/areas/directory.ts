import { z } from 'zod';
import type {
  ReturnDefinition,
  RuleDefinition,
  CodeList,
  Department,
  Edition,
} from '../../returns/definition.ts';
import type { Indicator, Target } from '../../returns/indicator.ts';
import { filingStates } from '../../values/states.ts';
import { anywhere, inYear, paging, reads, returnCode, shape, unitId, writes } from '../operation.ts';

const unit = z.strictObject({
  id: unitId,
  /** The code that is shown: credit code, else organisation code, else the id. */
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.string(),
  area: z.string(),
  industry: z.string().nullable(),
  industryName: z.string().nullable(),
  size: z.string().nullable(),
  formerNames: z.array(z.string()),
  /** The name of who runs it, of a place without a code of its own: another base of the same operator. */
  operator: z.string().nullable(),
});

export const directoryOperations = {
  'catalogue.get': anywhere(
    reads(
      z.strictObject({ ...inYear }),
      z.strictObject({
        /** How a unit can be: the list behind the directory's status, if the edition asks for it. */
        states: shape<CodeList>().nullable(),
        edition: z.strictObject({
          name: z.string(),
          title: shape<Edition['title']>(),
          demonstration: z.boolean(),
        }),
        indicators: z.array(shape<Indicator & { nameEn: string; target?: Target; returns: string[] }>()),
        returns: z.array(
          z.strictObject({
            code: returnCode,
            number: z.string(),
            name: shape<ReturnDefinition['name']>(),
            kind: z.string(),
            fields: z.int(),
            /** Who fills it: all units of these kinds, or those of them that are listed. */
            population: shape<ReturnDefinition['population']>(),
          }),
        ),
        rules:
          z.array(
            shape<
              Pick<RuleDefinition, 'id' | 'class' | 'scope' | 'title' | 'attach'> & {
                notation: string;
                active: boolean;
                missing: string[];
              }
            >(),
          ),
      }),
    ),
  ),
  /** What the screens need to draw a return: its definition, the edition's header, its lists, the owners of its sections. */
  'catalogue.return': anywhere(
    reads(
      z.strictObject({ ...inYear, return: returnCode }),
      z.strictObject({
        definition: shape<ReturnDefinition>(),
        header: shape<Edition['header']>(),
        /** Whether the 有效期 of the header has passed. */
        expired: z.boolean(),
        demonstration: z.boolean(),
        lists: z.array(shape<CodeList>()),
        departments: z.array(shape<Department>()),
      }),
    ),
  ),
  'units.list': reads(
    z.strictObject({ ...inYear, search: z.string().max(100).optional(), ...paging }),
    z.strictObject({ units: z.array(unit), total: z.int() }),
  ),
  'units.add': writes(
    z.strictObject({
      ...inYear,
      code: z.string().max(30).optional(),
      organisationCode: z.string().max(20).optional(),
      name: z.string().min(1).max(100),
      kind: z.string().default('企业'),
      industry: z.string().max(8).optional(),
      area: z.string().max(12).optional(),
      /** Units of nearly the same name, of which the clerk says that this is another. */
      apart: z.array(unitId).max(1000).default([]),
    }),
    z.strictObject({ unit }),
  ),
  'units.rename': writes(
    z.strictObject({ ...inYear, unit: unitId, name: z.string().min(1).max(100) }),
    z.strictObject({ unit }),
  ),
  /** Says in which county a unit is from a year on; `area` is a county's code in that year. */
  'units.move': writes(
    z.strictObject({ ...inYear, unit: unitId, area: z.string().max(12) }),
    z.strictObject({ unit }),
  ),
  /** Closes a unit from a year on; `status` is an item of the list 运营状态 other than 1. */
  'units.close': writes(
    z.strictObject({ ...inYear, unit: unitId, status: z.string().max(2) }),
    z.strictObject({ unit }),
  ),
  /** Lists a unit for a register (JC103 …) that only some units fill. */
  'obligations.add': writes(
    z.strictObject({ ...inYear, unit: unitId, return: returnCode }),
    z.strictObject({ unit: unitId, return: returnCode, state: z.enum(filingStates) }),
  ),
  /** Takes it off the list again, while nothing was filed. */
  'obligations.drop': writes(
    z.strictObject({ ...inYear, unit: unitId, return: returnCode }),
    z.strictObject({ unit: unitId, return: returnCode }),
  ),
  /** Says that `unit` is `into`, entered twice: its codes, names and cells are from then on those of the other. */
  'units.merge': writes(
    z.strictObject({ ...inYear, unit: unitId, into: unitId }),
    z.strictObject({
      unit,
      moved: z.array(z.strictObject({ year: z.int(), return: returnCode, cells: z.int() })),
    }),
  ),
  'obligations.list': reads(
    z.strictObject({ ...inYear }),
    z.strictObject({
      due: z.int(),
      filed: z.int(),
      exempt: z.int(),
      missing: z.array(
        z.strictObject({
          unit: unitId,
          code: z.string(),
          name: z.string(),
          return: returnCode,
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
};
export type UnitView = z.infer<typeof unit>;
