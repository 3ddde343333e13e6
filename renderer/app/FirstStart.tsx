import { Button, Card, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { host } from '../api/client.ts';
import { useRead } from '../api/use-read.ts';
import { BottomBar } from './BottomBar.tsx';
import { LanguageSwitch } from './Frame.tsx';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { Notices } from './Notices.tsx';
import { run, useWork } from './work.ts';

/** The years that the edition is for. */
type Years = Pick<Output<'workspace.get'>['edition'], 'from' | 'to'>;

/** An empty data folder: three ways to begin, nothing else. */
export function FirstStart({ years }: { readonly years: Years }) {
  const labels = useLabels(appLabels).start;
  const running = useWork((state) => state.running);
  const isBusy = running.length > 0;
  const isRunning = (title: string): boolean => running.some((work) => work.title === title);
  const restore = async (): Promise<void> => {
    const [file] = await host.pickFiles({ many: false, folder: false });
    if (file !== undefined) await run(labels.restore, 'care.restore', { file: file.token });
  };
  return (
    <div className="first-start">
      <Notices />
      <header>
        <h1>{labels.title}</h1>
        <p>{labels.lead}</p>
        <LanguageSwitch />
      </header>
      <div className="steps">
        <Card title={labels.demo}>
          <p>{labels.demoText}</p>
          <Button
            type="primary"
            size="large"
            disabled={isBusy}
            loading={isRunning(labels.demo)}
            onClick={() => void run(labels.demo, 'workspace.init', { demo: 'mistakes' })}
          >
            {labels.demo}
          </Button>
        </Card>
        <Card title={labels.create}>
          <p>{labels.createText}</p>
          <NewCounty years={years} disabled={isBusy} loading={isRunning(labels.create)} />
        </Card>
        <Card title={labels.restore}>
          <p>{labels.restoreText}</p>
          <Button
            size="large"
            disabled={isBusy}
            loading={isRunning(labels.restore)}
            onClick={() => void restore()}
          >
            {labels.restore}
          </Button>
        </Card>
      </div>
      <BottomBar />
    </div>
  );
}

function NewCounty({
  years,
  disabled,
  loading,
}: {
  readonly years: Years;
  readonly disabled: boolean;
  readonly loading: boolean;
}) {
  const labels = useLabels(appLabels).start;
  const [year, setYear] = useState(() => new Date().getFullYear() - 1);
  const [chosen, setChosen] = useState<string | null>(null);
  const counties = useRead('workspace.counties', { year, ...(chosen === null ? {} : { of: chosen }) });
  // In another year the same county may have another code and name: 扶余县 became 扶余市.
  const county = chosen === null ? null : (counties.data?.same ?? null);
  const options = (counties.data?.counties ?? []).map((item) => ({
    value: item.code,
    label: `${item.prefecture} ${item.name} ${item.code}`,
  }));
  return (
    <Form layout="vertical">
      <Form.Item label={labels.year} htmlFor="start-year" extra={labels.years(years.from, years.to)}>
        <InputNumber
          id="start-year"
          min={years.from}
          max={years.to}
          value={year}
          onChange={(value) => setYear(value ?? year)}
        />
      </Form.Item>
      <Form.Item label={labels.county} htmlFor="start-county">
        <Select
          id="start-county"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={labels.choose}
          value={county}
          onChange={setChosen}
          options={options}
        />
      </Form.Item>
      <Button
        type="primary"
        size="large"
        disabled={disabled || county === null}
        loading={loading}
        onClick={() => county !== null && void run(labels.create, 'workspace.init', { county, year })}
      >
        {labels.go}
      </Button>
    </Form>
  );
}
