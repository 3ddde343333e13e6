/** Titles of the system's dialogs. They follow the system's language habits, so Chinese only, as the system shows them. */
export const shellTexts = {
  pickFiles: '选择企业报来的工作簿',
  pickFolder: '选择存放工作簿的文件夹',
  save: '保存到',
} as const;
