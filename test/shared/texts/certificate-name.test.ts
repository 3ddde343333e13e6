import { expect, it } from 'vitest';
import { holderName } from '#shared/texts/certificate-name.ts';
import { problemText } from '#shared/texts/problems.ts';
import { faultText } from '#shared/texts/verification.ts';

const subject = 'C=CN, ST=吉林省, O=农安县统计局, OU=示范证书\\,不作为正式签名, CN=王统计';

it('names the office and the person, however the name is written', () => {
  expect(holderName(subject)).toBe('农安县统计局 王统计');
  expect(holderName('CN=王统计,O=农安县统计局')).toBe('农安县统计局 王统计');
  expect(holderName('O=甲\\, 乙\\+丙\\\\局, CN=\\E7\\8E\\8B')).toBe('甲, 乙+丙\\局 王');
});

it('shows all of a name without office and person, and nothing that steers a terminal', () => {
  expect(holderName('OU=一\\,二, L=长春')).toBe('OU=一,二, L=长春');
  expect(holderName('CN=a\u001b[2Jb\nc')).toBe('a [2Jb c');
  expect(holderName('CN=\\FF\\FE')).not.toContain('%');
});

it('stands so in what is said of a package', () => {
  const said = (code: string, detail: string): string => faultText({ code, where: 'x', detail }, 'zh');
  expect(said('untrusted', subject)).toContain('(农安县统计局 王统计)');
  const times = '2016-01-01T00:00:00.000Z … 2019-01-01T00:00:00.000Z';
  expect(said('expired', `${subject}, ${times}`)).toMatch(
    /\(农安县统计局 王统计, 20\d\d-\d\d-\d\d \d\d:\d\d … 201\d-\d\d-\d\d \d\d:\d\d\)/,
  );
  expect(problemText({ code: 'key.exists', details: { subject } }, 'en')).toContain('(农安县统计局 王统计)');
});
