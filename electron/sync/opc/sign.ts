import * as x509 from '@peculiar/x509';
import { createHash } from 'node:crypto';
import type { Signer } from '../keys.ts';
import {
  contentTypes,
  digest,
  isSignedPart,
  isSignedType,
  relationshipsOf,
  transformedRelationships,
  type Parts,
} from './package.ts';
import * as ns from './xml.ts';

/**
 * Adds a digital signature as ECMA-376 part 2 and Office define it, so that Excel, WPS and LibreOffice can show it. Every
 * part and every relationship is covered, except those that Office itself leaves out.
 */
export function signParts(
  parts: Parts,
  signer: Signer,
  options: { readonly time: string; readonly comments: string },
): ReadonlyMap<string, Uint8Array> {
  const chain = signer.chain.map((pem) => new x509.X509Certificate(pem));
  const [leaf] = chain;
  if (leaf === undefined) throw new Error('a signer without a certificate');
  const packageObject = manifestObject(parts, options.time);
  const officeObject = officeDetails(options.comments);
  const properties = signedProperties(leaf, options.time);
  const signedInfo = ns.element(
    'SignedInfo',
    [['xmlns', ns.dsig]],
    [
      ns.element('CanonicalizationMethod', [['Algorithm', ns.c14n]]),
      ns.element('SignatureMethod', [['Algorithm', ns.ecdsaMethod]]),
      reference('#idPackageObject', ns.objectType, [], digest(packageObject)),
      reference('#idOfficeObject', ns.objectType, [], digest(officeObject)),
      reference(
        '#idSignedProperties',
        ns.signedPropertiesType,
        [ns.element('Transform', [['Algorithm', ns.c14n]])],
        digest(properties),
      ),
    ],
  );
  const signature = signer.sign(Buffer.from(signedInfo, 'utf8')).toString('base64');
  const inherited = ` xmlns="${ns.dsig}"`;
  const embedded = (text: string): string => text.replace(inherited, '');
  const document = ns.element(
    'Signature',
    [
      ['xmlns', ns.dsig],
      ['Id', 'idPackageSignature'],
    ],
    [
      embedded(signedInfo),
      ns.element('SignatureValue', [], [signature]),
      ns.element(
        'KeyInfo',
        [],
        [
          ns.element(
            'X509Data',
            [],
            chain.map((certificate) =>
              ns.element('X509Certificate', [], [Buffer.from(certificate.rawData).toString('base64')]),
            ),
          ),
        ],
      ),
      embedded(packageObject),
      embedded(officeObject),
      ns.element(
        'Object',
        [],
        [
          ns.element(
            'xd:QualifyingProperties',
            [
              ['xmlns:xd', ns.xades],
              ['Target', '#idPackageSignature'],
            ],
            [embedded(properties).replace(` xmlns:xd="${ns.xades}"`, '')],
          ),
        ],
      ),
    ],
  );
  return withSignature(parts, document);
}

function reference(uri: string, type: string | null, transforms: readonly string[], value: string): string {
  return ns.element(
    'Reference',
    [...(type === null ? [] : [['Type', type] as const]), ['URI', uri]],
    [
      ...(transforms.length === 0 ? [] : [ns.element('Transforms', [], transforms)]),
      ns.element('DigestMethod', [['Algorithm', ns.sha256Method]]),
      ns.element('DigestValue', [], [value]),
    ],
  );
}

function manifestObject(parts: Parts, time: string): string {
  const typeOf = contentTypes(parts);
  const references = [...parts.keys()]
    .filter(isSignedPart)
    .flatMap((name) => {
      const bytes = parts.get(name) ?? new Uint8Array();
      if (!name.endsWith('.rels')) {
        const uri = `/${name}?ContentType=${typeOf(name) ?? ''}`;
        return [{ uri, text: reference(uri, null, [], digest(bytes)) }];
      }
      const chosen = relationshipsOf(bytes).filter((relation) => isSignedType(relation.type));
      if (chosen.length === 0) return [];
      const uri = `/${name}?ContentType=${ns.relationshipsContent}`;
      const ids = chosen.map((relation) =>
        ns.element('mdssi:RelationshipReference', [
          ['xmlns:mdssi', ns.mdssi],
          ['SourceId', relation.id],
        ]),
      );
      const transforms = [
        ns.element('Transform', [['Algorithm', ns.relationshipTransform]], ids),
        ns.element('Transform', [['Algorithm', ns.c14n]]),
      ];
      return [{ uri, text: reference(uri, null, transforms, digest(transformedRelationships(chosen))) }];
    })
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
  return ns.element(
    'Object',
    [
      ['xmlns', ns.dsig],
      ['Id', 'idPackageObject'],
    ],
    [
      ns.element(
        'Manifest',
        [],
        references.map(({ text }) => text),
      ),
      ns.element(
        'SignatureProperties',
        [],
        [
          ns.element(
            'SignatureProperty',
            [
              ['Id', 'idSignatureTime'],
              ['Target', '#idPackageSignature'],
            ],
            [
              ns.element(
                'mdssi:SignatureTime',
                [['xmlns:mdssi', ns.mdssi]],
                [
                  ns.element('mdssi:Format', [], ['YYYY-MM-DDThh:mm:ssTZD']),
                  ns.element('mdssi:Value', [], [time]),
                ],
              ),
            ],
          ),
        ],
      ),
    ],
  );
}

/** SignatureInfoV1 in the order of its schema; most of it describes a screen that took no part. */
function officeDetails(comments: string): string {
  const values: readonly (readonly [string, string])[] = [
    ['SetupID', ''],
    ['SignatureText', ''],
    ['SignatureImage', ''],
    ['SignatureComments', comments],
    ['WindowsVersion', '10.0'],
    ['OfficeVersion', '16.0'],
    ['ApplicationVersion', '16.0'],
    ['Monitors', '1'],
    ['HorizontalResolution', '1366'],
    ['VerticalResolution', '768'],
    ['ColorDepth', '32'],
    ['SignatureProviderId', '{00000000-0000-0000-0000-000000000000}'],
    ['SignatureProviderUrl', ''],
    ['SignatureProviderDetails', '9'],
    ['SignatureType', '1'],
  ];
  return ns.element(
    'Object',
    [
      ['xmlns', ns.dsig],
      ['Id', 'idOfficeObject'],
    ],
    [
      ns.element(
        'SignatureProperties',
        [],
        [
          ns.element(
            'SignatureProperty',
            [
              ['Id', 'idOfficeV1Details'],
              ['Target', '#idPackageSignature'],
            ],
            [
              ns.element(
                'SignatureInfoV1',
                [['xmlns', 'http://schemas.microsoft.com/office/2006/digsig']],
                values.map(([name, value]) => ns.element(name, [], [ns.escapeText(value)])),
              ),
            ],
          ),
        ],
      ),
    ],
  );
}

function signedProperties(leaf: x509.X509Certificate, time: string): string {
  const hash = createHash('sha256').update(Buffer.from(leaf.rawData)).digest('base64');
  return ns.element(
    'xd:SignedProperties',
    [
      ['xmlns', ns.dsig],
      ['xmlns:xd', ns.xades],
      ['Id', 'idSignedProperties'],
    ],
    [
      ns.element(
        'xd:SignedSignatureProperties',
        [],
        [
          ns.element('xd:SigningTime', [], [time]),
          ns.element(
            'xd:SigningCertificate',
            [],
            [
              ns.element(
                'xd:Cert',
                [],
                [
                  ns.element(
                    'xd:CertDigest',
                    [],
                    [
                      ns.element('DigestMethod', [['Algorithm', ns.sha256Method]]),
                      ns.element('DigestValue', [], [hash]),
                    ],
                  ),
                  ns.element(
                    'xd:IssuerSerial',
                    [],
                    [
                      ns.element('X509IssuerName', [], [ns.escapeText(leaf.issuer)]),
                      ns.element('X509SerialNumber', [], [BigInt(`0x${leaf.serialNumber}`).toString()]),
                    ],
                  ),
                ],
              ),
            ],
          ),
          ns.element('xd:SignaturePolicyIdentifier', [], [ns.element('xd:SignaturePolicyImplied', [])]),
        ],
      ),
    ],
  );
}

function withSignature(parts: Parts, document: string): ReadonlyMap<string, Uint8Array> {
  const text = (name: string): string => Buffer.from(parts.get(name) ?? new Uint8Array()).toString('utf8');
  const types = text('[Content_Types].xml').replace(
    '</Types>',
    `<Default Extension="sigs" ContentType="${ns.originContent}"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="${ns.signatureContent}"/></Types>`,
  );
  const root = text('_rels/.rels').replace(
    '</Relationships>',
    `<Relationship Id="rIdSignatureOrigin" Type="${ns.originType}" Target="_xmlsignatures/origin.sigs"/></Relationships>`,
  );
  const origin = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${ns.relationships}"><Relationship Id="rId1" Type="${ns.signatureType}" Target="sig1.xml"/></Relationships>`;
  const signed = new Map(parts);
  signed.set('[Content_Types].xml', Buffer.from(types));
  signed.set('_rels/.rels', Buffer.from(root));
  signed.set('_xmlsignatures/origin.sigs', new Uint8Array());
  signed.set('_xmlsignatures/_rels/origin.sigs.rels', Buffer.from(origin));
  signed.set(
    '_xmlsignatures/sig1.xml',
    Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${document}`),
  );
  return signed;
}
