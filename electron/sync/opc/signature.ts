import { digest, readRelationships, transformedRelationships, type PlainPackage } from './plain.ts';
import * as ns from './xml.ts';

/** What a signature says besides the parts: everything else in it is fixed by the recipe of format version 1. */
export interface SignatureFacts {
  /** Certificates as base64 of the DER, leaf first. */
  readonly chain: readonly string[];
  /** Of the leaf, as RFC 4514 writes names, and in decimal. */
  readonly issuer: string;
  readonly serial: string;
  /** `YYYY-MM-DDThh:mm:ssZ`. */
  readonly time: string;
  /** What the signer declares. */
  readonly comments: string;
}

/**
 * The reference to each part, by part name, in the order of the signature. Each is text in canonical form, so that no
 * canonicalisation is needed: neither here nor by a reader that compares.
 */
export function partReferences(plain: PlainPackage): ReadonlyMap<string, string> {
  const found = [...plain.parts].map(([name, bytes]) => {
    if (!name.endsWith('.rels')) {
      const uri = `/${name}?ContentType=${plain.types.get(name) ?? ''}`;
      return { name, uri, text: reference(uri, null, [], digest(bytes)) };
    }
    const uri = `/${name}?ContentType=${ns.relationshipsContent}`;
    const relations = readRelationships(Buffer.from(bytes).toString('utf8'), 'plain');
    const chosen = [...relations.map(({ id }) => id)].sort().map((id) =>
      ns.element('mdssi:RelationshipReference', [
        ['xmlns:mdssi', ns.mdssi],
        ['SourceId', id],
      ]),
    );
    const transforms = [
      ns.element('Transform', [['Algorithm', ns.relationshipTransform]], chosen),
      ns.element('Transform', [['Algorithm', ns.c14n]]),
    ];
    return { name, uri, text: reference(uri, null, transforms, digest(transformedRelationships(relations))) };
  });
  return new Map(found.sort((a, b) => (a.uri < b.uri ? -1 : 1)).map(({ name, text }) => [name, text]));
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

/**
 * A signature as ECMA-376 part 2 and Office define it, so that Excel, WPS and LibreOffice can show it: `signedInfo` is what
 * the key signs, `document` the part with the signature's value (base64 of r‖s) in it.
 */
export function signatureOf(
  references: readonly string[],
  facts: SignatureFacts,
): { readonly signedInfo: string; readonly document: (value: string) => string } {
  const packageObject = manifestObject(references, facts.time);
  const officeObject = officeDetails(facts.comments);
  const properties = signedProperties(facts);
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
  // Canonical form says a namespace at the apex; inside the document it is inherited.
  const embedded = (text: string): string => text.replace(` xmlns="${ns.dsig}"`, '');
  const certificates = facts.chain.map((base64) => ns.element('X509Certificate', [], [base64]));
  const document = (value: string): string =>
    ns.declaration +
    ns.element(
      'Signature',
      [
        ['xmlns', ns.dsig],
        ['Id', 'idPackageSignature'],
      ],
      [
        embedded(signedInfo),
        ns.element('SignatureValue', [], [value]),
        ns.element('KeyInfo', [], [ns.element('X509Data', [], certificates)]),
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
  return { signedInfo, document };
}

function manifestObject(references: readonly string[], time: string): string {
  return ns.element(
    'Object',
    [
      ['xmlns', ns.dsig],
      ['Id', 'idPackageObject'],
    ],
    [
      ns.element('Manifest', [], references),
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
                  ns.element('mdssi:Value', [], [ns.escapeText(time)]),
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
  const details = values.map(([name, value]) => ns.element(name, [], [ns.escapeText(value)]));
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
            [ns.element('SignatureInfoV1', [['xmlns', ns.office]], details)],
          ),
        ],
      ),
    ],
  );
}

/** XAdES 1.3.2: which certificate signed, and when. Its digest binds the certificate, which KeyInfo alone doesn't. */
function signedProperties({ chain, issuer, serial, time }: SignatureFacts): string {
  const certificateDigest = digest(Buffer.from(chain[0] ?? '', 'base64'));
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
          ns.element('xd:SigningTime', [], [ns.escapeText(time)]),
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
                      ns.element('DigestValue', [], [certificateDigest]),
                    ],
                  ),
                  ns.element(
                    'xd:IssuerSerial',
                    [],
                    [
                      ns.element('X509IssuerName', [], [ns.escapeText(issuer)]),
                      ns.element('X509SerialNumber', [], [serial]),
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
