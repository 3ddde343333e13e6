/** 组织机构代码, GB 11714-1997: 8 characters and a check character, mod 11 with X for 10. */
const weights = [3, 7, 9, 10, 5, 8, 4, 2];

export function isOrganisationCodeForm(code: string): boolean {
  return /^[0-9A-Z]{8}[0-9X]$/.test(code);
}

export function organisationCodeCheck(code: string): string | undefined {
  if (!/^[0-9A-Z]{8}/.test(code)) return undefined;
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number.parseInt(code.charAt(i), 36) * (weights[i] ?? 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

export function isOrganisationCodeSound(code: string): boolean {
  return isOrganisationCodeForm(code) && organisationCodeCheck(code) === code.charAt(8);
}
