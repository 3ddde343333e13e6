import type { X509Certificate } from '@peculiar/x509';
import { countyNames, namesCounty } from '#shared/codes/areas.ts';
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
  const isOwn = organisationsOf(chain[0]).some((held) => names.some((name) => held.includes(name)));
  const named = ownName.exec(file)?.[0];
  const stem = packageStem(county.code, year, sequence);
  return [
    ...(names.includes(county.name) ? [] : [fault('manifest', where, 'county.name')]),
    ...(isOwn ? [] : [fault('other-county', where, `${county.name}, ${chain[0]?.subject ?? ''}`)]),
    ...(named === undefined || named === stem ? [] : [fault('renamed', file, stem)]),
  ];
}

/**
 * Whether the signer may issue an edition file. The province gives certificates to its counties too, for their packages: with
 * such a one a county may sign what it adds for itself, and nothing that others are under. `supplementOf`: the county of
 * the supplement; null for what only the province issues.
 */
export function mayIssue(leaf: X509Certificate, supplementOf: string | null): boolean {
  const organisations = organisationsOf(leaf);
  if (!organisations.some(namesCounty)) return true;
  if (supplementOf === null) return false;
  return organisations.some((held) => countyNames(supplementOf).some((name) => held.includes(name)));
}

function organisationsOf(leaf: X509Certificate | undefined): readonly string[] {
  return leaf?.subjectName.getField('O') ?? [];
}
