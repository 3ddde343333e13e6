import type { Output, Parsed } from '#shared/contract/contract.ts';
import { setSetting, setting } from '../store/settings.ts';
import type { ReadContext, WriteContext } from './context.ts';

type Officers = Output<'workspace.officers'>;
type NameOf = Exclude<keyof Officers, 'onePerson'>;

const keys: Readonly<Record<NameOf, string>> = {
  office: 'officer.office',
  clerk: 'officer.clerk',
  statisticsHead: 'officer.statistics-head',
  officeHead: 'officer.office-head',
  phone: 'officer.phone',
};
const onePersonKey = 'officer.one-person';

export const nobody: Officers = {
  office: '',
  clerk: '',
  statisticsHead: '',
  officeHead: '',
  phone: '',
  onePerson: false,
};

/** The office and who works in it, as they were entered; empty where nobody was. */
export function officersOf({ store }: Pick<ReadContext, 'store'>): Officers {
  const read = (name: NameOf): string => setting(store, keys[name]) ?? '';
  return {
    office: read('office'),
    clerk: read('clerk'),
    statisticsHead: read('statisticsHead'),
    officeHead: read('officeHead'),
    phone: read('phone'),
    onePerson: setting(store, onePersonKey) === 'yes',
  };
}

/** Enters them; names are kept without blanks around them. */
export function putOfficers(context: WriteContext, input: Parsed<'workspace.officers'>): Officers {
  for (const name of Object.keys(keys) as NameOf[]) setSetting(context.store, keys[name], input[name].trim());
  setSetting(context.store, onePersonKey, input.onePerson ? 'yes' : 'no');
  return officersOf(context);
}
