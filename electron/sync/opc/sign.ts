import { certificateOf } from '../certificates.ts';
import type { Signer } from '../keys.ts';
import type { Parts } from '../zip.ts';
import { plainPackage, withSignature } from './plain.ts';
import { partReferences, signatureOf } from './signature.ts';

/** Brings the parts into the plain form and adds a digital signature that covers every part and every relationship. */
export function signParts(
  written: Parts,
  signer: Signer,
  said: { readonly time: string; readonly comments: string },
): Parts {
  const chain = signer.chain.map(certificateOf);
  const [leaf] = chain;
  if (leaf === undefined) throw new Error('a signer without a certificate');
  const plain = plainPackage(written);
  const { signedInfo, document } = signatureOf([...partReferences(plain).values()], {
    chain: chain.map((certificate) => Buffer.from(certificate.rawData).toString('base64')),
    issuer: leaf.issuer,
    serial: BigInt(`0x${leaf.serialNumber}`).toString(),
    ...said,
  });
  return withSignature(plain, document(signer.sign(Buffer.from(signedInfo, 'utf8')).toString('base64')));
}
