import type { X509Certificate } from '@peculiar/x509';
import { countyNames } from '#shared/codes/areas.ts';
import { packageStem, type Manifest } from '#shared/packages/content.ts';
import { fault, type PackageFault } from './fault.ts';

/** Names that the program gives to packages and signed workbooks; under any other name nothing is claimed. */
const ownName = /^\w{6}-\d{4}-\d{3,}(?=\.(?:nbpkg|xlsx)$)/;

/**
 * What a package claims beyond its signature: that its signer is the county's (the organisation of the certificate names
 * the county, by any name it has or had), and that it is the one that its file name says. Without the first, every county
 * with a certificate could report for its neighbours; without the second, an old package could be passed off as a newer.
 */
export function claimFaults(
  { county, year, sequence }: Manifest,
  chain: readonly X509Certificate[],
  file: string,
  where: string,
): readonly PackageFault[] {
  const known = countyNames(county.code);
  const names = known.length === 0 ? [county.name] : known;
  const organisations = chain[0]?.subjectName.getField('O') ?? [];
  const isOwn = organisations.some((held) => names.some((name) => held.includes(name)));
  const named = ownName.exec(file)?.[0];
  const stem = packageStem(county.code, year, sequence);
  return [
    ...(names.includes(county.name) ? [] : [fault('manifest', where, 'county.name')]),
    ...(isOwn ? [] : [fault('other-county', where, `${county.name}, ${chain[0]?.subject ?? ''}`)]),
    ...(named === undefined || named === stem ? [] : [fault('renamed', file, stem)]),
  ];
}
