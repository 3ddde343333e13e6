import type { IntakeProblems } from '../../contract/problems/intake.ts';
import { counted, type Sentences } from '../language.ts';
import { layoutFaultText } from '../layouts.ts';
import { batchStateNames } from '../states.ts';

export const intakeProblems: Sentences<IntakeProblems> = {
  'intake.no-table': {
    zh: ({ file, sheets }) =>
      `“${file}”里没有认出哪一种报表(工作表:${[sheets].flat().join('、')})。如果其中有报表,请在原表上指出是哪种报表、哪几行是表头和数据;否则请对照空白表改好指标名称,或请企业用年报通的空白表重报。`,
    en: ({ file, sheets }) =>
      `“${file}” (sheets: ${[sheets].flat().join(', ')}) was recognised as no return. If there is one, say on the sheet which it is and which rows are its header and data; else correct the names by the blank workbook, or ask for that filled in.`,
  },
  'intake.blank': {
    zh: ({ file, returns }) =>
      `“${file}”里的表(${returns.join('、')})没有填任何内容,没有导入什么。请企业填好后重发;确实没有可报的,请在“填报”中把该表设为零报或免报。填了而没有认出来的,请在原表上指出数据在哪几行。`,
    en: ({ file, returns }) =>
      `Nothing is filled in in “${file}” (${returns.join(', ')}), so nothing was imported. Ask for it filled in; if there is nothing to report, set the return to nil or exempt. If figures are there, say on the sheet which rows they are in.`,
  },
  'intake.other-edition': {
    zh: ({ file, found, expected }) => `“${file}”是“${found}”的表样,现用“${expected}”。请企业换用新表样。`,
    en: ({ file, found, expected }) =>
      `“${file}” is a form of ${found}; ${expected} is in force. Ask for the new form.`,
  },
  'intake.other-year': {
    zh: ({ file, found, expected }) => `“${file}”是 ${found} 年的表,现在填报 ${expected} 年。请核对文件。`,
    en: ({ file, found, expected }) =>
      `“${file}” is for ${found}; the open year is ${expected}. Check the file.`,
  },
  'intake.same-file': {
    zh: ({ file, first, on }) =>
      `“${file}”与已导入的“${first}”(${on})完全相同,没有再次导入。数据有更正的,请企业发来改过的文件。`,
    en: ({ file, first, on }) =>
      `“${file}” is the same as “${first}”, imported on ${on}. It was not imported again; ask for the changed file if something changed.`,
  },
  'intake.original': {
    zh: ({ file }) =>
      `“${file}”的原文件在数据文件夹中缺失或被改动。请把企业发来的同一文件再导入一次,或从备份恢复;已入库的数不受影响。`,
    en: ({ file }) =>
      `The original of “${file}” is missing from the data folder, or was changed. Import the same file again, or restore a backup; what was committed is safe.`,
  },
  'intake.place-absent': {
    zh: ({ file, sheet, cell }) =>
      `“${file}”里找不到 ${sheet}!${cell},看不到它在原表中的位置;已入库的数不受影响。可到“导入”打开这个文件查看整张表。`,
    en: ({ file, sheet, cell }) =>
      `${sheet}!${cell} is not found in “${file}”, so its place cannot be shown; what was committed is safe. Open the file under Import to see all of it.`,
  },
  'intake.query-altered': {
    zh: ({ file, sheet, cell }) =>
      `查询单“${file}”的固定内容被改动(${sheet}!${cell}),不知道答复的是哪一格,没有导入。请企业在原查询单上只填黄色的格,或重新生成查询单。`,
    en: ({ file, sheet, cell }) =>
      `The fixed part of the query sheet “${file}” was changed (${sheet}!${cell}), so that its answers belong to no cell for sure; nothing was imported. Ask for the original with only the yellow cells filled, or make a new one.`,
  },
  'intake.query-merged': {
    zh: ({ from, into }) =>
      `这张查询单是发给“${from}”的,该户已并入“${into}”,登记表的各行归到“${into}”后位置已变,不能按原来的行读入,没有写入任何数。请另出“${into}”的查询单请企业重填,或把答复直接录入“${into}”。`,
    en: ({ from, into }) =>
      `The sheet was sent to “${from}”, which was merged into “${into}”. Rows of registers have other places there, so nothing was read. Make a query sheet for “${into}” to be filled in anew, or type the answers in there.`,
  },
  'intake.query-without-key': {
    zh: ({ file }) =>
      `“${file}”像是查询单的答复,但缺少原查询单里隐藏的核对内容(多半是另存成了 csv 等格式,或复制到了新文件),不知道答复的是哪一格,没有导入。请企业把答复填在原来的查询单(xlsx)里、不改格式发回;或由您照答复在“填报”里更正,在“审核”里说明。`,
    en: ({ file }) =>
      `“${file}” looks like an answered query sheet without the hidden key of the original (saved as csv, or copied into another file), so that its answers belong to no cell for sure; nothing was imported. Ask for the answers in the original workbook (xlsx), or enter them yourself as corrections and explanations.`,
  },
  'intake.query-unanswered': {
    zh: ({ file }) =>
      `查询单“${file}”的黄色格里没有填任何答复,没有导入什么。请企业填好后发回;电话里说明的,由您在“填报”里更正,在“审核”里说明。`,
    en: ({ file }) =>
      `No yellow cell of the query sheet “${file}” is filled in, so nothing was imported. Ask for it with the answers; what was answered by telephone is entered as corrections and explanations.`,
  },
  'query.nothing': {
    zh: ({ unfiled }) =>
      unfiled === 0
        ? '没有需要查询的审核结果,不用生成查询单。'
        : `没有需要查询的数:${unfiled} 户该报的表还没有报来,请用“填报”中的“催报单”催报。`,
    en: ({ unfiled }) =>
      unfiled === 0
        ? 'There is no open finding to ask about; no query sheet is needed.'
        : `There is no figure to ask about: ${counted(unfiled, 'unit has', 'units have')} not filed what is due. See the reminders under “Returns”.`,
  },
  'intake.batch-absent': {
    zh: ({ batch }) => `没有编号为“${batch}”的导入批次。请刷新导入列表。`,
    en: ({ batch }) => `There is no batch “${batch}”. Refresh the list.`,
  },
  'intake.batch-state': {
    zh: ({ batch, state }) =>
      `批次“${batch}”现为“${batchStateNames[state].zh}”,不能这样处理。请刷新导入列表。`,
    en: ({ batch, state }) =>
      `Batch “${batch}” is “${batchStateNames[state].en}”; that cannot be done. Refresh the list.`,
  },
  'intake.questions-open': {
    zh: ({ batch, open }) =>
      `批次“${batch}”还有 ${open} 处待确认,不能入库。请先确认,或选择只导入没有疑问的部分。`,
    en: ({ batch, open }) =>
      `Batch “${batch}” has ${open} open questions. Answer them, or import only what is clear.`,
  },
  'intake.table-open': {
    zh: ({ file, place }) =>
      `“${file}”还有关系到整张表的问题没有回答(${place}),现在入库会读错。请先回答它,再先入库无疑问的部分。`,
    en: ({ file, place }) =>
      `A question about a whole table of “${file}” is open (${place}); its figures would be read wrongly. Answer it first, then import what is clear.`,
  },
  'intake.answer-unknown': {
    zh: ({ question }) => `没有“${question}”这个问题,或没有这个选项。请刷新后再确认。`,
    en: ({ question }) => `There is no question “${question}”, or no such choice.`,
  },
  'intake.layout': {
    zh: ({ file, sheet, fault }) =>
      `“${file}”的“${sheet}”不能这样划:${layoutFaultText(fault, 'zh')}(没有任何改动)`,
    en: ({ file, sheet, fault }) =>
      `“${sheet}” of “${file}” cannot be laid out so. ${layoutFaultText(fault, 'en')} (Nothing was changed.)`,
  },
  'intake.recipe-absent': {
    zh: ({ recipe }) => `没有记住的选择“${recipe}”,可能已经忘记。请看“记住的选择”里现有的。`,
    en: ({ recipe }) => `Nothing is remembered under “${recipe}”; it may be forgotten already. See the list.`,
  },
  'intake.accepted-filings': {
    zh: ({ batch, units }) =>
      `批次“${batch}”中的报表已验收(${units})。撤销会先取消它们的验收,请确认后再撤销。`,
    en: ({ batch, units }) =>
      `Filings of batch “${batch}” are accepted (${units}). Undoing un-accepts them first; confirm.`,
  },
};
