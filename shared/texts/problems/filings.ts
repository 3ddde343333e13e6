import type { FilingProblems } from '../../contract/problems/filings.ts';
import type { Language, Sentences } from '../language.ts';
import { carriedKey } from '../../values/cell.ts';
import { sizeText } from '../../values/show.ts';
import { unitName } from '../units.ts';
import {
  actNames,
  categoryNames,
  exemptReasonNames,
  filingStateNames,
  roleNames,
  roundStateNames,
} from '../states.ts';

/** The name of a state, an act or a role; what has no name is shown as it is. */
function named(
  names: Readonly<Record<string, Readonly<Record<Language, string>>>>,
  code: string,
  language: Language,
): string {
  return names[code]?.[language] ?? code;
}

/** What takes a round on from where it is. */
const nextSteps: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  open: {
    zh: '请先由统计负责人签批,再由单位负责人签批。',
    en: 'The head of statistics signs off first, then the head of the office.',
  },
  'signed-1': { zh: '下一步请单位负责人签批。', en: 'Next, the head of the office signs off.' },
  'signed-2': { zh: '下一步请封装。', en: 'Next, seal it.' },
  sealed: {
    zh: '要重新送出已封装的上报包,请从上报包列表另存;要修改数据,请先由单位负责人重新打开。',
    en: 'To hand it over again, save it from the list of packages; to change data, the head of the office reopens it.',
  },
  returned: { zh: '请先重新打开,更正后再签批。', en: 'Reopen it, correct it and sign off again.' },
  accepted: {
    zh: '省已验收;有差错的,请由单位负责人重新打开后更正。',
    en: 'The province has accepted it; for an error, the head of the office reopens it.',
  },
};
function exemptNames(language: Language): string[] {
  return Object.values(exemptReasonNames).map((name) => name[language]);
}
function categoriesIn(language: Language): string[] {
  return Object.values(categoryNames).map((name) => name[language]);
}
/** What a field takes instead of what was typed. */
const needed: Readonly<
  Record<FilingProblems['filing.value']['why'], Readonly<Record<Language, (unit: string | null) => string>>>
> = {
  number: {
    zh: (unit) => `应填确定的数${unit === null ? '' : `(${unit})`},不详请填“不详”`,
    en: (unit) =>
      `an exact number is needed${unit === null ? '' : ` (${unitName(unit, 'en')})`}, or “不详” for unknown`,
  },
  list: { zh: () => '请从列表中选择', en: () => 'choose from the list' },
  form: { zh: () => '格式不符,请按填报说明填写', en: () => 'it has another form; see the definition' },
  negative: { zh: () => '不能为负数', en: () => 'it can’t be negative' },
  'unit-absent': {
    zh: () => '名录中没有这个单位;名录外的单位请在名称前加“外部:”',
    en: () => 'no such unit in the directory; write 外部: before the name of an outside one',
  },
  'unit-several': {
    zh: () => '名录中有几个同名单位,请填代码',
    en: () => 'several units have this name; give its code',
  },
};

/** What was changed elsewhere: the first cell by its name and value, of others how many. */
function changedText(
  { return: code, cells, gone }: FilingProblems['filing.changed'],
  language: Language,
): string {
  const isChinese = language === 'zh';
  const [cell] = cells;
  const said: string[] = [];
  if (gone.length > 0)
    said.push(
      isChinese
        ? `“${code}”有 ${gone.length} 行已在别处移出,`
        : `${gone.length === 1 ? 'A row' : `${gone.length} rows`} of ${code} ${gone.length === 1 ? 'was' : 'were'} taken out elsewhere.`,
    );
  if (cell !== undefined) {
    const row = cell.row[language] === '' ? '' : isChinese ? `“${cell.row.zh}”` : ` of “${cell.row.en}”`;
    const now = cell.shown[language];
    const others = cells.length - 1;
    const isMark = cell.key === carriedKey;
    if (isChinese)
      said.push(
        `“${code}”${row}${isMark ? '' : `第 ${cell.key} 栏(${cell.name.zh})`}已在别处改为${now === '' ? '空' : `“${now}”`}${others > 0 ? `,另有 ${others} 格也已改变` : ''},`,
      );
    else
      said.push(
        `${isMark ? 'A row' : `Field ${cell.key} (${cell.name.en})`}${row} of ${code} was ${now === '' ? 'emptied' : `changed to “${now}”`} elsewhere${others > 0 ? `, and ${others} more` : ''}.`,
      );
  }
  return said.join(isChinese ? '' : ' ');
}

type Namesakes = FilingProblems['unit.namesake']['others'];

/** Of many the first ones. */
function namesakes(others: Namesakes, language: Language): string {
  const named = others
    .slice(0, 5)
    .map(({ name, code, area }) =>
      language === 'zh' ? `${name}(${code},${area})` : `${name} (${code}, ${area})`,
    );
  const more = others.length - named.length;
  if (language === 'zh') return `${named.join('、')}${more > 0 ? `等 ${others.length} 户` : ''}`;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function apartOption(others: Namesakes, lead: string): string {
  return lead + others.map(({ unit }) => `--apart ${unit}`).join(' ');
}

export const filingProblems: Sentences<FilingProblems> = {
  'unit.absent': {
    zh: ({ unit }) => `名录里没有“${unit}”。请核对代码,或先在名录中增加该单位。`,
    en: ({ unit }) => `“${unit}” is not in the directory. Check the code, or add the unit first.`,
  },
  'unit.exists': {
    zh: ({ unit }) => `名录里已有“${unit}”。请直接使用该单位。`,
    en: ({ unit }) => `“${unit}” is already in the directory.`,
  },
  'unit.namesake': {
    zh: ({ name, others }) =>
      `名录里已有与“${name}”名称相同或相近的单位:${namesakes(others, 'zh')}。是同一户的,不要再增加,请查找该户填报;确是另一户的,请确认后再增加(${apartOption(others, '命令行:')})。`,
    en: ({ name, others }) =>
      `The directory has a unit that is called “${name}”, or nearly so: ${namesakes(others, 'en')}. If it is the same unit, look it up and fill in its returns; if it is another, confirm that and add it (${apartOption(others, 'in the terminal: ')}).`,
  },
  'unit.code': {
    zh: ({ code }) => `“${code}”不是统一社会信用代码(18位)或组织机构代码(9位)。请按营业执照核对。`,
    en: ({ code }) => `“${code}” is neither an 18-character credit code nor a 9-character organisation code.`,
  },
  'unit.status': {
    zh: ({ status, choices }) => `“${status}”不是注销或停业的运营状态。请从 ${choices} 中选择。`,
    en: ({ status, choices }) => `“${status}” is not a status of a closed unit. Choose from ${choices}.`,
  },
  'unit.area': {
    zh: ({ area, year }) => `“${area}”不是 ${year} 年吉林省内县(市、区)的代码。请从列表中选择。`,
    en: ({ area, year }) =>
      `“${area}” is not the code of a county of Jilin in ${year}. Choose one from the list.`,
  },
  'unit.industry': {
    zh: ({ industry, year }) =>
      `“${industry}”不是 ${year} 年国民经济行业分类的 4 位小类代码。请按企业的 JC101 核对;不知道的可以不填。`,
    en: ({ industry, year }) =>
      `“${industry}” is not a four-digit class of the industries of ${year}. Compare the enterprise’s JC101, or leave it empty.`,
  },
  'unit.county': {
    zh: ({ name }) => `“${name}”是本县自己,名称和代码随行政区划,不能更名、划归外县、合并或停业。请另选单位。`,
    en: ({ name }) =>
      `“${name}” is the county itself, under the name and code of its area: it cannot be renamed, moved, merged or closed. Choose another unit.`,
  },
  'unit.merge-itself': {
    zh: ({ name }) => `“${name}”与要并入的是同一户。请另选要并入的单位。`,
    en: ({ name }) => `“${name}” is the very unit to merge into. Choose another.`,
  },
  'unit.merge-history': {
    zh: ({ name, intoName, year }) =>
      `“${name}”有 ${year} 年的数,不能并入“${intoName}”,否则 ${year} 年的合计会少数。请反过来,把没有以前年度数的“${intoName}”并入它;两户都有以前年度数的,请把其中一户登记为停业或注销。`,
    en: ({ name, intoName, year }) =>
      `“${name}” has values of ${year}, which that year's totals need. Merge “${intoName}” into it instead, or enter one of them as closed when both have a history.`,
  },
  'unit.merge-conflict': {
    zh: ({ name, intoName, cells }) =>
      `“${name}”与“${intoName}”都有数且不同(前一户 / 后一户):${cells}。没有改动任何数。请先核实,撤销或清空错的一户,再合并。`,
    en: ({ name, intoName, cells }) =>
      `“${name}” and “${intoName}” both have values, and they differ (the former / the latter): ${cells}. Nothing was changed. Undo or empty the wrong ones first.`,
  },
  'return.absent': {
    zh: ({ return: code }) => `报表制度里没有“${code}”表。请用 catalogue 查看表号。`,
    en: ({ return: code }) => `The edition has no return “${code}”. See the catalogue.`,
  },
  'return.department': {
    zh: ({ return: code, department, choices }) =>
      choices === ''
        ? `“${code}”表不分部门填报。请不带部门导出。`
        : `“${code}”表没有“${department}”填报的部分。可选:${choices}。`,
    en: ({ return: code, department, choices }) =>
      choices === ''
        ? `${code} has no sections by department. Leave the department out.`
        : `${code} has no section of “${department}”. Choose one of ${choices}.`,
  },
  'return.computed': {
    zh: ({ return: code }) => `“${code}”由系统汇总得出,不能填写。请更正其来源报表。`,
    en: ({ return: code }) => `“${code}” is computed and cannot be typed. Correct the returns it comes from.`,
  },
  'filing.absent': {
    zh: ({ unit, return: code }) => `“${unit}”没有报送“${code}”的义务。请核对单位类型和报表。`,
    en: ({ unit, return: code }) => `“${unit}” does not owe “${code}”.`,
  },
  'filing.field-absent': {
    zh: ({ return: code, field }) => `“${code}”表没有“${field}”栏。请核对指标代码。`,
    en: ({ return: code, field }) => `Return ${code} has no field “${field}”.`,
  },
  'filing.row-absent': {
    zh: ({ return: code, record }) => `“${code}”表没有“${record}”这一行或这张子表。请刷新后重新选择。`,
    en: ({ return: code, record }) => `${code} has no row or table “${record}”. Reload and choose again.`,
  },
  'filing.value': {
    zh: ({ return: code, field, name, raw, why, unit }) =>
      `“${code}”第 ${field} 栏(${name.zh})不能填“${raw}”:${needed[why].zh(unit)}。原值未改动。`,
    en: ({ return: code, field, name, raw, why, unit }) =>
      `Field ${field} of ${code} (${name.en}) cannot hold “${raw}”: ${needed[why].en(unit)}. The old value was kept.`,
  },
  'filing.changed': {
    zh: (details) =>
      `${changedText(details, 'zh')}与您看到的不同,这一步没有保存。${details.cells.length === 0 ? '还要的行,请重新增加。' : '请看过现在的内容,仍要改的再做一次。'}`,
    en: (details) =>
      `${changedText(details, 'en')} This is not what you saw, and nothing was saved. ${details.cells.length === 0 ? 'Add a row anew if it is still wanted.' : 'Look at it as it is now, and do it again if you still want to.'}`,
  },
  'filing.state': {
    zh: ({ unit, return: code, state, act }) =>
      `“${unit}”的“${code}”现为“${named(filingStateNames, state, 'zh')}”,不能${named(actNames, act, 'zh')}。请先改变其状态。`,
    en: ({ unit, return: code, state, act }) =>
      `${code} of “${unit}” is ${named(filingStateNames, state, 'en')}; it cannot be ${named(actNames, act, 'en')} now.`,
  },
  'filing.blocked': {
    zh: ({ unit, return: code, findingsA, unexplained }) =>
      `“${unit}”的“${code}”还不能验收:强制性错误 ${findingsA} 条,未说明的 ${unexplained} 条。请先更正或说明。`,
    en: ({ unit, return: code, findingsA, unexplained }) =>
      `${code} of “${unit}” cannot be accepted: ${findingsA} class A, ${unexplained} unexplained. Correct or explain them.`,
  },
  'filing.imported': {
    zh: ({ return: code, field, name, file }) =>
      `${code} 的“${field} ${name.zh}”是企业报来的数(${file})。要改请用“更正”,写明依据(更正函、查询单回复或电话核实)。`,
    en: ({ return: code, field, name, file }) =>
      `“${field} ${name.en}” of ${code} was sent by the enterprise (${file}). Change it by a correction with its basis.`,
  },
  'round.not-unlocked': {
    zh: ({ unit, return: code }) => `本次重新打开不包括“${unit}”的 ${code}。请由负责人重新打开时列入这张表。`,
    en: ({ unit, return: code }) =>
      `The year was not opened again for ${code} of “${unit}”. Have it named when reopening.`,
  },
  'filing.basis': {
    zh: () => '更正、零报、免报和暂不计入都要写明依据(如“更正函”“查询单回复”“电话核实”)。请补填依据。',
    en: () => 'A correction, nil, exemption or setting aside needs its basis. State it.',
  },
  'filing.exempt-reason': {
    zh: ({ reason }) =>
      `“${reason}”不是免报的原因。请从${exemptNames('zh')
        .map((name) => `“${name}”`)
        .join('')}中选一个,并写明依据。`,
    en: ({ reason }) =>
      `“${reason}” is no reason for an exemption. Choose one of: ${exemptNames('en').join(', ')}; and state the basis.`,
  },
  'filing.not-nil': {
    zh: ({ unit, return: code, field }) =>
      `“${unit}”的“${code}”第 ${field} 栏有数,不是零报。请按填报办理;确属填错的,先更正该栏。`,
    en: ({ unit, return: code, field }) =>
      `Field ${field} of ${code} of “${unit}” holds a number, so there is something to report. Accept it as filed, or correct the field first.`,
  },
  'finding.absent': {
    zh: ({ finding }) => `没有编号为“${finding}”的审核结果,可能已经消失。请刷新审核列表。`,
    en: ({ finding }) => `There is no finding “${finding}”; it may be gone. Refresh the list.`,
  },
  'finding.class': {
    zh: ({ class: letter }) => `${letter} 类审核结果不能用说明通过:A 类请更正数据,D 类无需说明。`,
    en: ({ class: letter }) =>
      `A class ${letter} finding cannot be explained: correct class A, ignore class D.`,
  },
  'explanation.category': {
    zh: ({ category }) =>
      `没有“${category}”这个说明类别。请从${categoriesIn('zh')
        .map((name) => `“${name}”`)
        .join('')}中选一个,具体原因写在说明里。`,
    en: ({ category }) =>
      `“${category}” is no category of explanations. Choose one of: ${categoriesIn('en').join(', ')}; and say the reason itself in the text.`,
  },
  'explanation.short': {
    zh: ({ least }) => `说明不能少于 ${least} 个字。请写明真实原因,如合同号、停产月份。`,
    en: ({ least }) => `An explanation needs at least ${least} characters. Say the real reason.`,
  },
  'explanation.boilerplate': {
    zh: ({ text }) => `“${text}”是套话,不能作为说明。请写明具体原因,如合同号、停产月份、并购对象。`,
    en: ({ text }) => `“${text}” is boilerplate. State the actual reason.`,
  },
  'attachment.kind': {
    zh: ({ file }) =>
      `“${file}”不是 PDF、JPG 或 PNG,没有附上。请扫描或拍照,或在 WPS、Word 中另存为 PDF,再附上。`,
    en: ({ file }) =>
      `“${file}” is no PDF, JPEG or PNG and was not attached. Scan it, take a picture of it, or save it as PDF.`,
  },
  'attachment.size': {
    zh: ({ file, size, most }) =>
      `“${file}”有 ${sizeText(size)},超过 ${sizeText(most)},没有附上。请降低扫描分辨率(200 dpi 灰度即可),或分成几个文件,再附上。`,
    en: ({ file, size, most }) =>
      `“${file}” has ${sizeText(size)}, more than ${sizeText(most)}, and was not attached. Scan it at 200 dpi in grey, or split it.`,
  },
  'attachment.count': {
    zh: ({ file, most }) =>
      `“${file}”没有附上:一条说明最多附 ${most} 个文件。请把几页合成一个 PDF,或先移除不需要的。`,
    en: ({ file, most }) =>
      `“${file}” was not attached: an explanation has ${most} files at most. Join pages into one PDF, or remove what is not needed.`,
  },
  'attachment.none': {
    zh: ({ year }) => `${year} 年的说明都没有附材料,无需打包。要附材料的,请在“审核”的说明中附上。`,
    en: ({ year }) => `No explanation of ${year} has an attachment; there is nothing to pack.`,
  },
  'attachment.zip': {
    zh: ({ file }) => `“${file}”不是 zip 文件或已损坏,没有核对附件。请改用报送时一同送来的附件 zip。`,
    en: ({ file }) =>
      `“${file}” is no zip or is damaged; nothing was compared. Use the zip that came with the package.`,
  },
  'attachment.absent': {
    zh: () => '这条审核结果没有附这个文件,可能已经移除。请刷新审核列表。',
    en: () => 'This finding has no such file; it may have been removed. Refresh the list.',
  },
  'attachment.damaged': {
    zh: ({ file }) => `“${file}”在数据文件夹中缺失或被改动。请移除后重新附上,或从备份恢复。`,
    en: ({ file }) =>
      `“${file}” is missing from the data folder, or was changed there. Remove it and attach it again, or restore a backup.`,
  },
  'round.frozen': {
    zh: ({ year, state }) =>
      `${year} 年年报“${named(roundStateNames, state, 'zh')}”,数据已冻结。要修改请先由负责人重新打开并写明原因。`,
    en: ({ year, state }) =>
      `The ${year} round is ${named(roundStateNames, state, 'en')} and frozen. Reopen it with a reason to change anything.`,
  },
  'round.state': {
    zh: ({ year, state, act }) =>
      `${year} 年年报现为“${named(roundStateNames, state, 'zh')}”,不能${named(actNames, act, 'zh')}。${nextSteps[state]?.zh ?? ''}`,
    en: ({ year, state, act }) =>
      `The ${year} round is ${named(roundStateNames, state, 'en')}; it cannot be ${named(actNames, act, 'en')} now. ${nextSteps[state]?.en ?? ''}`,
  },
  'round.blocked': {
    zh: ({ findingsA, unexplained, county, due, drafts }) =>
      `还不能签批:强制性错误 ${findingsA} 条,待说明 ${unexplained} 条,未说明的全县审核 ${county} 条,未写明原因的缺报 ${due} 张,未验收 ${drafts} 张。请先更正、说明、验收;缺报的写明原因后再签批。`,
    en: ({ findingsA, unexplained, county, due, drafts }) =>
      `Cannot sign off: ${findingsA} class A, ${unexplained} to explain, ${county} county findings unexplained, ${due} missing without reason, ${drafts} not accepted. Correct, explain and accept first; say why filings are missing.`,
  },
  'round.empty': {
    zh: ({ year }) => `${year} 年还没有验收任何报表,不能签批。请先导入或填报,审核后验收。`,
    en: ({ year }) =>
      `No filing of ${year} is accepted yet, so there is nothing to sign. Import or fill in, check and accept first.`,
  },
  'round.same-person': {
    zh: ({ name, as }) =>
      `“${name}”已是${named(roleNames, as, 'zh')},同一人不能再以另一身份签批。请由另一人签批;本单位确由一人兼任的,先点右上角的填表人,在“经办人”中勾选“一人兼任”(命令行:officers --one-person yes)。`,
    en: ({ name, as }) =>
      `“${name}” is the ${named(roleNames, as, 'en')} already and cannot sign in another office too. Have someone else sign; where one person has both offices, tick “One person” under “Officers” (the clerk at the top right; in the terminal: officers --one-person yes) first.`,
  },
  'round.role': {
    zh: ({ act, role }) =>
      `“${named(actNames, act, 'zh')}”应由${named(roleNames, role, 'zh')}办理。请更换经办人身份。`,
    en: ({ act, role }) => `“${named(actNames, act, 'en')}” is for the ${named(roleNames, role, 'en')}.`,
  },
  'report.absent': {
    zh: ({ report, known }) => `没有“${report}”这张汇总表。请用 ${known}。`,
    en: ({ report, known }) => `There is no computed table “${report}”. Use ${known}.`,
  },
  'report.row-absent': {
    zh: ({ report, row }) => `“${report}”里没有“${row}”这一行可供追溯。请用 ZH301 的指标代码。`,
    en: ({ report, row }) => `${report} has no row “${row}” to trace. Use the code of an indicator of ZH301.`,
  },
};
