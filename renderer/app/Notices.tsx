import { Alert } from 'antd';
import { failureText } from '../ui/Failure.tsx';
import { useLanguage } from './language.ts';
import { dismiss, useWork } from './work.ts';

/** What came of the last acts: said above the screen until it is closed. */
export function Notices() {
  const language = useLanguage();
  const notices = useWork((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <Alert
          key={notice.id}
          type={notice.kind}
          showIcon
          closable={{ onClose: () => dismiss(notice.id) }}
          title={notice.failure === null ? notice.text : failureText(notice.failure, language)}
        />
      ))}
    </div>
  );
}
