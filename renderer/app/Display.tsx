import { Button, Form, Popover, Segmented } from 'antd';
import type { Input } from '#shared/contract/contract.ts';
import { enterSteps, fontSizes } from '#shared/values/preferences.ts';
import { connection } from '../api/client.ts';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { usePreferences, type Preferences } from './preferences.ts';

/** Kept with the data; where it can't be, such as on a read-only disk, the page is so all the same. */
export function remember(chosen: Input<'workspace.preferences'>): void {
  connection.call('workspace.preferences', chosen).catch(() => undefined);
}

/** The size of the text, and where Enter goes. */
export function Display() {
  const labels = useLabels(appLabels).display;
  const { fontSize, enter } = usePreferences();
  const choose = (chosen: Partial<Preferences>): void => {
    usePreferences.setState(chosen);
    remember(chosen);
  };
  const form = (
    <Form layout="vertical" className="display">
      <Form.Item label={labels.fontSize}>
        <Segmented
          aria-label={labels.fontSize}
          value={fontSize}
          options={fontSizes.map((size) => ({ value: size, label: labels.sizes[size] }))}
          onChange={(size) => choose({ fontSize: size })}
        />
      </Form.Item>
      <Form.Item label={labels.enter} extra={labels.enterHint}>
        <Segmented
          aria-label={labels.enter}
          value={enter}
          options={enterSteps.map((step) => ({ value: step, label: labels.steps[step] }))}
          onChange={(step) => choose({ enter: step })}
        />
      </Form.Item>
    </Form>
  );
  return (
    <Popover content={form} title={labels.title} trigger="click" destroyOnHidden>
      <Button type="text">{labels.title}</Button>
    </Popover>
  );
}
