import type { RequestProblems } from '../../contract/problems/requests.ts';
import type { Sentences } from '../language.ts';

export const requestProblems: Sentences<RequestProblems> = {
  'request.invalid': {
    zh: ({ operation, where, expected }) =>
      `请求“${operation}”的“${where}”不合要求,应为:${expected}。请检查后重试。`,
    en: ({ operation, where, expected }) =>
      `“${where}” of ${operation} should be: ${expected}. Check it and try again.`,
  },
  'request.unknown': {
    zh: ({ operation }) => `没有“${operation}”这项操作。请查看帮助中的操作名称。`,
    en: ({ operation }) => `There is no operation “${operation}”. See the help for the names.`,
  },
  'request.cancelled': {
    zh: () => '已取消。取消前完成的文件已保留,其余未改动。',
    en: () => 'Cancelled. Files finished before are kept; nothing else was changed.',
  },
  'request.interrupted': {
    zh: () => '数据服务意外中断,这一步没有完成。已保存的内容不受影响,请重试。',
    en: () => 'The data service stopped before finishing. What was saved is safe; try again.',
  },
  'request.ended': {
    zh: () =>
      '数据服务又一次意外停止,不再自动启动。已保存的内容不受影响。请关闭年报通后重新打开;仍不行请联系技术人员。',
    en: () =>
      'The data service stopped again and is not started any more. What was saved is safe. Close and reopen Nianbao; if that does not help, call support.',
  },
  'request.other-build': {
    zh: ({ page, service }) => `页面版本(${page})与数据服务版本(${service})不同。请关闭后重新打开年报通。`,
    en: ({ page, service }) =>
      `The page (${page}) and the data service (${service}) are of different builds. Close and reopen Nianbao.`,
  },
  'request.token': {
    zh: () => '所选文件已失效。请重新选择文件。',
    en: () => 'The chosen file is no longer valid. Choose it again.',
  },
};
