import { Alert, Button, QRCode } from 'antd';
import { kindName, roleNames } from '#shared/texts/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { enterOfficers } from '../../app/Officers.tsx';
import { localTime } from '#shared/values/moment.ts';
import { packageLabels } from './labels.ts';
import type { SealedPackage } from './PackageList.tsx';
import type { Round } from './PackagesScreen.tsx';

/**
 * The sheet that is stamped and goes with the stick: whoever has the paper can tell by it whether the file is the one that
 * was signed for. The code holds the file's name and SHA-256, as in `sha256sum`.
 */
export function Slip({ round, sealed }: { readonly round: Round; readonly sealed: SealedPackage }) {
  const labels = useLabels(packageLabels).slip;
  const language = useLanguage();
  const workspace = useRead('workspace.get', {}).data;
  const key = useRead('key.get', {}).data?.key;
  if (workspace === null) return null;
  const { county, officers, edition } = workspace;
  // The newest act comes first: signatures before a reopening have lapsed.
  const signed = (role: 'statistics-head' | 'office-head'): string => {
    const act = round.acts.find((item) => item.act === 'signoff' && item.role === role);
    return act === undefined ? '' : `${act.who}  ${localTime(act.at)}`;
  };
  const { accepted, exempt, due } = round.rehearsal;
  const lines: readonly (readonly [string, string])[] = [
    [labels.office, officers.office],
    [labels.county, `${county?.name ?? ''} ${county?.code ?? ''}`],
    [labels.year, String(round.year)],
    [labels.package, labels.numbered(sealed.sequence, kindName(sealed.kind, language), sealed.replaces)],
    [labels.filings, labels.counted(accepted, exempt, due)],
    [labels.created, localTime(sealed.created)],
    [labels.file, labels.sized(sealed.file, sealed.size)],
    ['SHA-256', sealed.sha256.match(/.{8}/g)?.join(' ') ?? ''],
    [labels.certificate, key?.fingerprint.match(/.{8}/g)?.join(' ') ?? ''],
    [roleNames['statistics-head'][language], signed('statistics-head')],
    [roleNames['office-head'][language], signed('office-head')],
  ];
  return (
    <>
      {officers.office === '' && (
        <Alert
          type="warning"
          showIcon
          title={labels.noOffice}
          action={<Button onClick={enterOfficers}>{labels.enterOffice}</Button>}
        />
      )}
      <section className="slip">
        <h2>{labels.title(round.year)}</h2>
        {edition.demonstration && <p className="slip-mark">{labels.demonstration}</p>}
        <div className="slip-body">
          <table>
            <tbody>
              {lines.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <figure>
            <QRCode
              type="svg"
              size={150}
              bordered={false}
              marginSize={4}
              color="#000000"
              bgColor="#ffffff"
              value={`${sealed.sha256}  ${sealed.file}`}
            />
            <figcaption>{labels.scan}</figcaption>
          </figure>
        </div>
        <div className="slip-hands">
          {labels.hands.map((hand) => (
            <span key={hand}>{hand}</span>
          ))}
        </div>
      </section>
    </>
  );
}
