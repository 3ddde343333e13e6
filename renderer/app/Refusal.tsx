import { Button, Result, Space } from 'antd';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { failureText } from '../ui/Failure.tsx';
import { BottomBar } from './BottomBar.tsx';
import { LanguageSwitch } from './Frame.tsx';
import { appLabels } from './labels.ts';
import { useLabels, useLanguage } from './language.ts';
import { Notices } from './Notices.tsx';
import { run } from './work.ts';

/** The workspace can't be opened: locked, damaged, newer, read-only. Why, and the one thing to do. */
export function Refusal({
  failure,
  again,
}: {
  readonly failure: ServiceFailure;
  readonly again: () => void;
}) {
  const labels = useLabels(appLabels);
  const language = useLanguage();
  const code = 'problem' in failure ? failure.problem.code : null;
  const isDamaged = code === 'workspace.damaged';
  return (
    <div className="first-start">
      <Notices />
      <Result
        status="warning"
        title={labels.refusal.title}
        subTitle={failureText(failure, language)}
        extra={
          <Space>
            {isDamaged && (
              <Button
                type="primary"
                onClick={() =>
                  void run(labels.refusal.automatic, 'care.restore', { replace: true }).then(again)
                }
              >
                {labels.refusal.automatic}
              </Button>
            )}
            {code !== 'request.ended' && <Button onClick={again}>{labels.refusal.again}</Button>}
            <LanguageSwitch />
          </Space>
        }
      />
      <BottomBar />
    </div>
  );
}
