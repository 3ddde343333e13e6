import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useLayoutEffect } from 'react';
import { connection, host } from '../api/client.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { appLabels } from './labels.ts';
import { useLanguage, useLanguageStore } from './language.ts';
import { useMotion } from './motion.ts';
import { usePreferences } from './preferences.ts';
import { themeIn } from './theme.ts';
import { say } from './work.ts';

/** The nonce of this load, which the host put into the page: antd's styles are the only ones made at run time. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function App() {
  const language = useLanguage();
  const fontSize = usePreferences((state) => state.fontSize);
  const motion = useMotion();
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${fontSize}px`;
  }, [fontSize]);
  useEffect(
    () =>
      connection.listen((event) => {
        if (event.kind === 'restarted')
          say('info', appLabels[useLanguageStore.getState().language].restarted);
      }),
    [],
  );
  useEffect(() => {
    document.title = appLabels[language].product;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    host.speak(language);
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      csp={{ nonce }}
      theme={themeIn(language, fontSize, motion)}
      componentSize="small"
      button={{ autoInsertSpace: false }}
    >
      <AntdApp className="app">
        <ErrorBoundary>
          <Frame />
        </ErrorBoundary>
      </AntdApp>
    </ConfigProvider>
  );
}
