/** What the first cell of a total row says: it is no data, and proves the rows above. */
export const totalLabel = /^(本页|全[省市州县区])?(合计|总计|小计|共计|累计)([::(].*)?$/u;

/** How a line of notes or signatures below a table begins. */
export const noteLabel =
  /^(注|说明|备注|填表说明)([::、.\d]|$)|^(单位负责人|统计负责人|填表人|制表人?|制表单位|审核人|报出日期|联系电话)([::]|$)/u;
