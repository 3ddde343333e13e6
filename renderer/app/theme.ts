import type { ThemeConfig } from 'antd';
import type { Language } from '#shared/texts/language.ts';
import type { FontSize } from '#shared/values/preferences.ts';

const chinese =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/** In English a Latin font comes first: a Chinese one sets its quotation marks a full square wide. */
const fonts: Readonly<Record<Language, string>> = {
  zh: chinese,
  en: `"Segoe UI", "Helvetica Neue", "Open Sans", "DejaVu Sans", ${chinese}`,
};

/**
 * One accent, a calm blue; dense, like a good form. Without motion everything is at once where it goes, by a duration too short
 * to be seen: where the library moves nothing at all, its dialogs give the focus to their close button, where nobody types.
 */
export const themeIn = (language: Language, fontSize: FontSize, motion: boolean): ThemeConfig => ({
  token: {
    colorPrimary: '#1f5fa8',
    colorLink: '#1f5fa8',
    colorError: '#b42318',
    colorWarning: '#b25e09',
    colorSuccess: '#1d7a3e',
    colorSuccessBg: '#eef7f0',
    colorSuccessBorder: '#b4dcc0',
    colorErrorBg: '#fdf2f1',
    colorErrorBorder: '#efc4bf',
    colorWarningBg: '#fff8ec',
    colorWarningBorder: '#ecd0a0',
    // Hints and what is still to come are read as well, with old eyes too: 4.5 to 1.
    colorTextPlaceholder: '#6b7680',
    colorTextDescription: '#5b6773',
    borderRadius: 4,
    fontSize,
    controlHeightSM: fontSize * 2,
    fontFamily: fonts[language],
    motionDurationFast: motion ? '0.1s' : '1ms',
    motionDurationMid: motion ? '0.1s' : '1ms',
    motionDurationSlow: motion ? '0.15s' : '1ms',
  },
  components: { Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: 8, headerBg: '#eef3f9' } },
});
