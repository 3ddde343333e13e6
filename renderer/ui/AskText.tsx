import { Input } from 'antd';
import { useState } from 'react';
import { Dialog } from './Dialog.tsx';

interface Props {
  readonly title: string;
  readonly ok: string;
  readonly cancel: string;
  readonly start?: string;
  readonly maxLength?: number;
  readonly done: (text: string) => void;
  readonly close: () => void;
}

/** Asks for one line of text that can't be empty. */
export function AskText({ title, ok, cancel, start = '', maxLength = 200, done, close }: Props) {
  const [text, setText] = useState(start);
  const isEmpty = text.trim() === '';
  return (
    <Dialog
      title={title}
      okText={ok}
      cancelText={cancel}
      okButtonProps={{ disabled: isEmpty }}
      onOk={() => done(text)}
      onCancel={close}
    >
      <Input
        autoFocus
        aria-label={title}
        value={text}
        maxLength={maxLength}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => {
          if (!isEmpty) done(text);
        }}
      />
    </Dialog>
  );
}
