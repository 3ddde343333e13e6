/** What the loopback host says where no page of ours can: both languages at once, since nobody has chosen one yet. */
export const loopbackTexts = {
  used:
    '这个地址只能用一次,已经用过。请回到已打开的年报通页面;页面已关闭的,请重新运行“npm start”。\n' +
    'This address works once and was used. Go back to the open page, or run “npm start” again.',
} as const;
