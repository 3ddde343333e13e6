import { Button, Progress } from 'antd';
import { useSyncExternalStore } from 'react';
import { connection } from '../api/client.ts';
import { localClock } from '#shared/values/moment.ts';
import { useDrafts } from './drafts.ts';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { useNavigation } from './navigation.ts';
import { useWork } from './work.ts';

export function BottomBar() {
  const labels = useLabels(appLabels);
  const running = useWork((state) => state.running);
  const savedAt = useWork((state) => state.savedAt);
  const isLost = useSyncExternalStore(connection.onLost, connection.isLost);
  return (
    <footer className="bottom">
      {isLost && (
        <b role="alert" className="class-A">
          ■ {labels.lost}
        </b>
      )}
      {running.length === 0 && !isLost && <span className="quiet">{labels.idle}</span>}
      {running.map((work) => (
        <span key={work.id} className="work">
          <span>{work.title}</span>
          {work.progress !== null && work.progress.total > 0 && (
            <>
              <span className="number">
                {work.progress.done}/{work.progress.total}
              </span>
              <span className="work-on">{work.progress.on}</span>
              <Progress
                className="work-bar"
                percent={Math.round((work.progress.done / work.progress.total) * 100)}
                showInfo={false}
                size="small"
              />
            </>
          )}
          <Button size="small" onClick={work.cancel}>
            {labels.cancel}
          </Button>
        </span>
      ))}
      <span className="spacer" />
      <Unsaved />
      {savedAt !== null && <span className="quiet">{labels.savedAt(localClock(savedAt))}</span>}
    </footer>
  );
}

/** What was typed and is not saved: refused by the service, or waiting for a basis. One click leads there. */
function Unsaved() {
  const labels = useLabels(appLabels);
  const drafts = useDrafts((state) => state.drafts);
  const go = useNavigation((state) => state.go);
  const [first] = drafts;
  if (first === undefined) return null;
  const { unit, return: code, key, year } = first;
  return (
    <button type="button" className="link" onClick={() => go('filing', { unit, return: code, key }, year)}>
      {labels.unsaved(drafts.length)}
    </button>
  );
}
