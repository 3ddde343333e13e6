/** XML written at once in canonical form (C14N 1.0): end tags explicit, namespaces first, attributes sorted, escaped. */
export function element(
  name: string,
  attributes: readonly (readonly [string, string])[],
  children: readonly string[] = [],
): string {
  const written = attributes.map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}

export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const dsig = 'http://www.w3.org/2000/09/xmldsig#';
export const mdssi = 'http://schemas.openxmlformats.org/package/2006/digital-signature';
export const xades = 'http://uri.etsi.org/01903/v1.3.2#';
export const office = 'http://schemas.microsoft.com/office/2006/digsig';
export const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const relationshipTransform = 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform';
export const sha256Method = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const ecdsaMethod = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
export const objectType = 'http://www.w3.org/2000/09/xmldsig#Object';
export const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties';
export const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
export const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const relationshipsContent = 'application/vnd.openxmlformats-package.relationships+xml';
export const originType =
  'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin';
export const signatureType =
  'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature';
export const originContent = 'application/vnd.openxmlformats-package.digital-signature-origin';
export const signatureContent = 'application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml';
