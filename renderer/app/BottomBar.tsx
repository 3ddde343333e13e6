import { Button, Progress } from 'antd';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { useWork } from './work.ts';

export function BottomBar() {
  const labels = useLabels(appLabels);
  const running = useWork((state) => state.running);
  const savedAt = useWork((state) => state.savedAt);
  return (
    <footer className="bottom">
      {running.length === 0 && <span className="quiet">{labels.idle}</span>}
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
      {savedAt !== null && (
        <span className="quiet">
          {labels.savedAt(savedAt.toLocaleTimeString('zh-CN', { hour12: false }))}
        </span>
      )}
    </footer>
  );
}
