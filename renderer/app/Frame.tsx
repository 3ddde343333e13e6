import { Badge, Button, Select, Spin, theme, Tooltip } from 'antd';
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Language } from '#shared/texts/language.ts';
import { roundStateNames } from '#shared/texts/states.ts';
import { useRead } from '../api/use-read.ts';
import { Chip } from '../ui/Chip.tsx';
import { BottomBar } from './BottomBar.tsx';
import { Display, remember } from './Display.tsx';
import { FirstStart } from './FirstStart.tsx';
import { appLabels } from './labels.ts';
import { useLabels, useLanguage, useLanguageStore } from './language.ts';
import { screens, useNavigation, useYear, type Screen } from './navigation.ts';
import { askNextYear, NextYear } from './NextYear.tsx';
import { Notices } from './Notices.tsx';
import { AskClerk } from './AskClerk.tsx';
import { Officers } from './Officers.tsx';
import { usePreferences } from './preferences.ts';
import { PlacePanel } from './place/PlacePanel.tsx';
import { Refusal } from './Refusal.tsx';

const views: Readonly<Record<Screen, React.LazyExoticComponent<() => React.ReactNode>>> = {
  home: lazy(async () => ({ default: (await import('../features/home/HomeScreen.tsx')).HomeScreen })),
  import: lazy(async () => ({ default: (await import('../features/import/ImportScreen.tsx')).ImportScreen })),
  filing: lazy(async () => ({ default: (await import('../features/filing/FilingScreen.tsx')).FilingScreen })),
  review: lazy(async () => ({ default: (await import('../features/review/ReviewScreen.tsx')).ReviewScreen })),
  totals: lazy(async () => ({ default: (await import('../features/totals/TotalsScreen.tsx')).TotalsScreen })),
  packages: lazy(async () => ({
    default: (await import('../features/packages/PackagesScreen.tsx')).PackagesScreen,
  })),
};

type Workspace = Output<'workspace.get'>;

/** The window: header, navigation, the screen, and the bar of long work. */
export function Frame() {
  const workspace = useRead('workspace.get', {});
  // A break in the connection is no refusal: what is on screen stays.
  if (workspace.failure !== null && (workspace.data === null || !isBreak(workspace.failure)))
    return <Refusal failure={workspace.failure} again={workspace.again} />;
  if (workspace.data === null) return <Spin className="waiting" delay={200} />;
  if (!workspace.data.exists) return <FirstStart years={workspace.data.edition} />;
  return <Opened workspace={workspace.data} />;
}

function isBreak(failure: ServiceFailure): boolean {
  return 'problem' in failure && failure.problem.code === 'request.interrupted';
}

function Opened({ workspace }: { readonly workspace: Workspace }) {
  const screen = useNavigation((state) => state.screen);
  const View = views[screen];
  useRemembered(workspace.preferences);
  return (
    <div className="frame">
      <Header workspace={workspace} />
      <Navigation />
      <main className="content" key={screen}>
        <Notices />
        <Suspense fallback={<Spin className="waiting" delay={200} />}>
          <View />
        </Suspense>
      </main>
      <PlacePanel />
      <AskClerk officers={workspace.officers} />
      <NextYear newest={workspace.year} />
      <BottomBar />
    </div>
  );
}

/**
 * The workspace remembers how the page is to be: the page's port, and with it what the browser remembers, changes at every start.
 * A language chosen before there was a workspace becomes its own.
 */
function useRemembered(preferences: Workspace['preferences']): void {
  const [first] = useState(preferences);
  useLayoutEffect(() => {
    const { language, choose } = useLanguageStore.getState();
    if (first.language !== null) choose(first.language);
    else if (language !== 'zh') remember({ language });
    usePreferences.setState({ fontSize: first.fontSize, enter: first.enter });
  }, [first]);
}

function Header({ workspace }: { readonly workspace: Workspace }) {
  const labels = useLabels(appLabels);
  const language = useLanguage();
  const { token } = theme.useToken();
  const chosen = useNavigation((state) => state.year);
  const setYear = useNavigation((state) => state.setYear);
  const year = chosen ?? workspace.year;
  const round = workspace.years.find((item) => item.year === year);
  const isOpenYear = year === workspace.year;
  const next = workspace.year === null ? null : workspace.year + 1;
  return (
    <header className="top">
      <strong className="product">{labels.product}</strong>
      <span className="county">
        {workspace.county?.name} <small>{workspace.county?.code}</small>
      </span>
      <Select
        aria-label={labels.start.year}
        value={year}
        onChange={(value) => {
          if (value === next) askNextYear();
          else setYear(value === workspace.year ? null : value);
        }}
        options={[
          ...(next === null ? [] : [{ value: next, label: labels.nextYear.option(next) }]),
          ...[...workspace.years]
            .reverse()
            .map((item) => ({ value: item.year, label: labels.year(item.year) })),
        ]}
        variant="borderless"
        popupMatchSelectWidth={false}
      />
      {workspace.edition.demonstration && (
        <Chip kind="warn" title={labels.demonstrationHint}>
          {workspace.edition.title[language]}
        </Chip>
      )}
      {workspace.edition.expired && (
        <Chip kind="warn" title={labels.expiredHint}>
          {labels.expired(workspace.edition.validUntil)}
        </Chip>
      )}
      {workspace.demonstrationData && <Chip kind="plain">{labels.demonstrationData}</Chip>}
      <span className="spacer" />
      {round !== undefined && (
        <Tooltip title={round.state === 'open' ? '' : labels.frozen}>
          <span className="round-state">
            <Badge
              color={round.state === 'open' ? token.colorPrimary : token.colorWarning}
              text={`${roundStateNames[round.state][language]}${round.sequence > 0 ? ` #${round.sequence}` : ''}`}
            />
          </span>
        </Tooltip>
      )}
      {isOpenYear && workspace.deadline !== null && (
        <span className="quiet">
          {workspace.daysLeft !== null && workspace.daysLeft >= 0
            ? labels.daysLeft(workspace.daysLeft)
            : labels.deadline(workspace.deadline)}
        </span>
      )}
      <Officers officers={workspace.officers} />
      <Display />
      <LanguageSwitch chosen={(language) => remember({ language })} />
    </header>
  );
}

export function LanguageSwitch({ chosen }: { readonly chosen?: (language: Language) => void }) {
  const labels = useLabels(appLabels);
  const { language, choose } = useLanguageStore();
  const other = language === 'zh' ? 'en' : 'zh';
  const change = (): void => {
    choose(other);
    chosen?.(other);
  };
  return (
    <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={change}>
      {labels.other}
    </Button>
  );
}

function Navigation() {
  const labels = useLabels(appLabels);
  const screen = useNavigation((state) => state.screen);
  const go = useNavigation((state) => state.go);
  const today = useRead('workspace.today', useYear());
  const waiting = today.data?.waiting;
  const counts: Partial<Record<Screen, number | undefined>> = {
    import: waiting?.imports,
    filing: waiting?.filings,
    review: waiting?.findings,
  };
  useScreenKeys();
  return (
    <nav className="side" aria-label={labels.product}>
      {screens.map((name, index) => (
        <button
          key={name}
          type="button"
          title={`Alt+${index + 1}`}
          aria-keyshortcuts={`Alt+${index + 1}`}
          data-screen={name}
          className={name === screen ? 'side-item current' : 'side-item'}
          aria-current={name === screen ? 'page' : undefined}
          onClick={() => go(name)}
        >
          <span>{labels.screens[name]}</span>
          {(counts[name] ?? 0) > 0 && <span className="waiting-count">{counts[name]}</span>}
        </button>
      ))}
    </nav>
  );
}

/** Alt and its number lead to a screen from wherever the focus is, and take it along: by Tab it may be a hundred stops. */
function useScreenKeys(): void {
  const go = useNavigation((state) => state.go);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const name = screens[Number(/^Digit(\d)$/.exec(event.code)?.[1]) - 1];
      if (!event.altKey || event.ctrlKey || event.metaKey || name === undefined || isAsking()) return;
      event.preventDefault();
      go(name);
      document.querySelector<HTMLElement>(`[data-screen=${name}]`)?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
}

/** While a dialog waits for an answer nothing behind it is reached. */
function isAsking(): boolean {
  return [...document.querySelectorAll('[aria-modal=true]')].some((dialog) => dialog.checkVisibility());
}
