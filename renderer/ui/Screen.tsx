import { Spin } from 'antd';
import { useEffect, type ReactNode } from 'react';
import type { Read } from '../api/use-read.ts';
import { appLabels } from '../app/labels.ts';
import { useLabels } from '../app/language.ts';
import { sayFailure } from '../app/work.ts';
import { Failure } from './Failure.tsx';

/** A screen: a title row that stays, and a body that scrolls by itself so that the window never does. */
export function Screen({
  title,
  tools,
  children,
}: {
  readonly title: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="screen">
      <header className="screen-head">
        <h1>{title}</h1>
        <div className="screen-tools">{tools}</div>
      </header>
      <div className="screen-body">{children}</div>
    </section>
  );
}

/** That an answer is on its way; of one that takes long, what it is waiting for and how much is done. */
function Waiting({ share }: { readonly share: number | null }) {
  const labels = useLabels(appLabels);
  if (share === null) return <Spin className="waiting" delay={200} />;
  return (
    <p className="waiting" role="status">
      <Spin size="small" /> {labels.readingCounty(Math.round(share * 100))}
    </p>
  );
}

/** Shows an answer once it is there, a failure with a way to try again, or that it is being read. */
export function Answer<T>({
  read,
  children,
}: {
  readonly read: Read<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const { failure, data } = read;
  const isOutdated = failure !== null && data !== null;
  useEffect(() => {
    // What is on screen stays; that it could not be read again is said beside it.
    if (isOutdated) sayFailure(failure);
  }, [isOutdated, failure]);
  if (read.failure !== null && read.data === null)
    return <Failure failure={read.failure} again={read.again} />;
  if (read.data === null) return <Waiting share={read.share} />;
  return <>{children(read.data)}</>;
}
