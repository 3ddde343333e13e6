import { expect, it } from 'vitest';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { biffOf, type BiffRule } from '#test/fixtures/biff.ts';
import { xlsbOf } from '#test/fixtures/biff12.ts';
import { odsParts } from '#test/fixtures/marked.ts';
import { partsOf, zipOf } from '#test/fixtures/xlsx.ts';

async function saidOf(bytes: Buffer, name: string) {
  const { sheets } = await readWorkbook(bytes, name);
  return {
    cells: sheets[0]?.rows.map(({ cells }) => cells.map(({ raw }) => raw)),
    notices: (sheets[0]?.notices ?? []).map(
      ({ kind, cell, details }) => `${kind} ${cell ?? ''} ${details['text'] ?? details['cells'] ?? ''}`,
    ),
  };
}

/** As Excel saves a sheet with two comments: marks in the cells, and a list below the table. */
const mark = (at: number): string =>
  `<![if !supportAnnotations]><span class=msocomspan1><span class=msocomspan2 id="_anchor_${at}"><a class=msocomanch href="#_msocom_${at}" name="_msoanchor_${at}">[${at}]</a></span></span><![endif]>`;
const comment = (at: number, text: string): string =>
  `<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_${at}" class=msocomtxt><![endif]><div><![if !supportAnnotations]><a class=msocomhide href="#_msoanchor_${at}" name="_msocom_${at}"><font>[${at}]</font></a><![endif]><!--[if gte mso 9]><xml><v:shape><x:ClientData ObjectType="Note"><x:Row>0</x:Row></x:ClientData></v:shape></xml><![endif]--><div v:shape="_x0000_s102${at}" class=shape><font class="font6">王五:</font><br>${text}</div></div><![if !supportAnnotations]></div><![endif]></div>`;
const list = `<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>${comment(1, '实际应为 &lt;350')}${comment(2, '已核对')}</div>`;
const gap = `<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td width=72></td></tr><![endif]>`;
const page = (after: string): Buffer =>
  Buffer.from(
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>甲厂</td><td x:num>300${mark(1)}</td></tr><tr><td rowspan=2>乙厂${mark(2)}</td><td>20</td></tr>${gap}</table>${list}${after}</body></html>`,
  );

it('the comments of a page that Excel saved are said of their cells, and are no part of the figures', async () => {
  const said = {
    cells: [
      ['甲厂', '300'],
      ['乙厂', '20'],
    ],
    notices: ['cell-comment B1 王五: 实际应为 <350', 'cell-comment A2 王五: 已核对'],
  };
  expect(await saidOf(page(''), '表.xls')).toEqual(said);
  // A table below is one whatever stands before it.
  const { cells } = await saidOf(page('<table><tr><td>丙厂</td><td>7</td></tr></table>'), '表.xls');
  expect(cells).toEqual([...said.cells, ['丙厂', '7']]);
  const open = page('<table><tr><td>丙厂</td><td>7</td></tr></table>').toString().replaceAll('</div>', '');
  expect((await saidOf(Buffer.from(open), '表.xls')).cells).toEqual(cells);
});

it('what a condition strikes out or hides is said of an OpenDocument sheet', async () => {
  const cell =
    '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>';
  const style = (name: string, line: string): string =>
    `<style:style style:name="${name}" style:family="table-cell"><style:text-properties style:text-line-through-style="${line}"/></style:style>`;
  const rule = (range: string, name: string): string =>
    `<calcext:conditional-format calcext:target-range-address="${range}"><calcext:condition calcext:apply-style-name="${name}" calcext:value="=0"/></calcext:conditional-format>`;
  const rules = `<calcext:conditional-formats>${rule('汇总.C3:汇总.D9 $汇总.$H$3', 'void')}${rule("'a.b''c'.E3", 'void')}${rule('汇总.F3:汇总.F9', 'bold')}${rule('汇总.G3', 'White_1')}${rule('汇总.I3', 'blue')}</calcext:conditional-formats>`;
  // A name with other characters than letters is written otherwise than it is shown.
  const colours = `<style:style style:name="White_5f_1" style:display-name="White_1" style:family="table-cell"><style:text-properties fo:color="#FFFFFF"/></style:style><style:style style:name="blue" style:family="table-cell"><style:table-cell-properties fo:background-color="#0000ff"/><style:text-properties fo:color="#ffffff"/></style:style>`;
  const parts = odsParts(
    `<table:table-row>${cell}</table:table-row>${rules}`,
    style('void', 'solid') + style('bold', 'none') + colours,
  );
  expect((await saidOf(zipOf(parts), '表.ods')).notices).toEqual([
    'struck-by-rule  C3:D9 H3、E3',
    'hidden-by-rule  G3',
  ]);
  // Without such a list the styles of the cells say it.
  const map = (name: string): string =>
    `<style:map style:condition="cell-content()=0" style:apply-style-name="${name}"/>`;
  const own = `<style:style style:name="own" style:family="table-cell">${map('void')}${map('White_5f_1')}${map('bold')}</style:style>`;
  const styled = cell.replace('<table:table-cell', '<table:table-cell table:style-name="own"');
  const kept = odsParts(
    `<table:table-row>${cell}${styled}${styled}</table:table-row><table:table-row>${styled}</table:table-row>`,
    style('void', 'solid') + style('bold', 'none') + colours + own,
  );
  expect((await saidOf(zipOf(kept), '表.ods')).notices).toEqual([
    'struck-by-rule  A1:C2',
    'hidden-by-rule  A1:C2',
  ]);
});

it('what a condition strikes out or hides is said of an Excel 2003 XML', async () => {
  const rule = (range: string, style: string): string =>
    `<ConditionalFormatting xmlns="urn:schemas-microsoft-com:office:excel"><Range>${range}</Range><Condition><Qualifier>Equal</Qualifier><Value1>0</Value1><Format Style='${style}'/></Condition></ConditionalFormatting>`;
  const book = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="Number">12</Data></Cell></Row></Table>${rule('R3C3:R9C6,R4C28', 'color:red;text-decoration:line-through')}${rule('R1C1', 'color:red')}${rule('R1C2', 'color:white')}${rule('R1C3', 'color:white;background:blue')}</Worksheet></Workbook>`;
  expect((await saidOf(Buffer.from(book), '表.xls')).notices).toEqual([
    'struck-by-rule  C3:F9 AB4',
    'hidden-by-rule  B1',
  ]);
});

it('what a condition strikes out or hides is said of an xls', async () => {
  const saidOfRules = async (...rules: readonly BiffRule[]): Promise<readonly string[]> =>
    (await saidOf(biffOf({ version: 8, sheets: [{ name: '汇总', rows: [[12]], rules }] }), '表.xls')).notices;
  const ranges = [
    [2, 8, 2, 5],
    [3, 3, 27, 27],
  ] as const;
  for (const isNew of [false, true])
    for (const format of [undefined, 'built-in', 'own'] as const) {
      const shown = format === undefined ? {} : { format };
      expect(await saidOfRules({ ranges, font: 'struck', isNew, ...shown })).toEqual([
        'struck-by-rule  C3:F9 AB4',
      ]);
      for (const font of ['bold', 'not-struck', undefined] as const)
        expect(
          await saidOfRules({ ranges, isNew, ...shown, ...(font === undefined ? {} : { font }) }),
        ).toEqual([]);
    }
  expect(
    await saidOfRules(
      { ranges: [[0, 0, 0, 0]], font: 'struck' },
      { ranges, font: 'bold' },
      { ranges: [[1, 1, 1, 1]], font: 'struck' },
    ),
  ).toEqual(['struck-by-rule  A1、B2']);
  for (const isNew of [false, true])
    expect(
      await saidOfRules(
        { ranges, font: 'white', isNew },
        { ranges: [[0, 0, 0, 0]], font: 'white', format: 'own', behind: 12, isNew },
        { ranges: [[1, 1, 0, 0]], font: 'white', format: 'own', behind: 65, isNew },
        { ranges: [[2, 2, 0, 0]], format: 'blank', isNew },
        { ranges: [[3, 3, 0, 0]], font: 'bold', format: 'own', behind: 9, isNew },
      ),
    ).toEqual(['hidden-by-rule  C3:F9 AB4、A2、A3']);
});

it('what a condition strikes out or hides is said of an xlsx', async () => {
  const white = '<font><b/><color rgb="FFFFFFFF"/></font>';
  const looks = [
    '<font><strike/></font>',
    white,
    `${white}<fill><patternFill><bgColor rgb="FF4472C4"/></patternFill></fill>`,
    '<font><color theme="4"/></font><fill><patternFill patternType="solid"><fgColor indexed="64"/><bgColor theme="4"/></patternFill></fill>',
    '<numFmt numFmtId="200" formatCode=";;;"/>',
    `${white}<fill><patternFill patternType="gray125"><bgColor theme="0"/></patternFill></fill>`,
    '<border><left><color rgb="FFFFFFFF"/></left></border>',
    '<numFmt numFmtId="201" formatCode="0.0"/>',
  ];
  const rules = looks.map(
    (_look, at) =>
      `<conditionalFormatting sqref="A${at + 1}:B${at + 1}"><cfRule type="expression" dxfId="${at}" priority="1"><formula>A1=0</formula></cfRule></conditionalFormatting>`,
  );
  // Excel 2010 writes so what looks at another sheet.
  const later = `<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>Sheet2!A1=0</xm:f><x14:dxf><font><strike/><color theme="0"/></font></x14:dxf></x14:cfRule><xm:sqref>C3:D4 F1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`;
  const parts = partsOf({
    sheets: [{ rows: '<row r="1"><c r="A1"><v>12</v></c></row>', after: rules.join('') + later }],
  });
  const dxfs = `<dxfs>${looks.map((look) => `<dxf>${look}</dxf>`).join('')}</dxfs></styleSheet>`;
  const styles = parts['xl/styles.xml']?.replace('</styleSheet>', dxfs) ?? '';
  expect((await saidOf(zipOf({ ...parts, 'xl/styles.xml': styles }), '表.xlsx')).notices).toEqual([
    'struck-by-rule  A1:B1、C3:D4 F1',
    'hidden-by-rule  A2:B2、A4:B4、A5:B5、C3:D4 F1',
  ]);
});

it('what a condition strikes out or hides is said of an xlsb', async () => {
  const book = xlsbOf({
    rows: [[12]],
    rules: [
      [[2, 8, 2, 5], 'struck'],
      [[1, 1, 1, 1], 'bold'],
      [[3, 3, 27, 27], null],
      [[2, 2, 1, 1], 'white'],
      [[3, 3, 1, 1], 'white-on-blue'],
      [[4, 4, 1, 1], 'blank'],
    ],
  });
  expect((await saidOf(book, '表.xlsb')).notices).toEqual([
    'struck-by-rule  C3:F9',
    'hidden-by-rule  B3、B5',
  ]);
});

it('what a condition strikes out or hides is said of a page that Excel saved', async () => {
  const rule = (range: string, style: string): string =>
    `<x:ConditionalFormatting><x:Range>${range}</x:Range><x:Condition><x:Qualifier>Equal</x:Qualifier><x:Value1>0</x:Value1><x:Format Style='${style}'/></x:Condition></x:ConditionalFormatting>`;
  const saved = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>汇总</x:Name><x:WorksheetOptions>${rule('$C$3:$F$9,$H$4', 'color:red;text-decoration:line-through')}${rule('$A$1', 'color:red')}${rule('$B$1', 'color:#ffffff')}</x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body><table><tr><td>12</td></tr></table></body></html>`;
  expect((await saidOf(Buffer.from(saved), '表.xls')).notices).toEqual([
    'struck-by-rule  C3:F9 H4',
    'hidden-by-rule  B1',
  ]);
});
