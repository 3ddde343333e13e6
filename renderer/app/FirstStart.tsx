import { Button, Card, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { host } from '../api/client.ts';
import { useRead } from '../api/use-read.ts';
import { BottomBar } from './BottomBar.tsx';
import { LanguageSwitch } from './Frame.tsx';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { Notices } from './Notices.tsx';
import { run, useWork } from './work.ts';

/** An empty data folder: three ways to begin, nothing else. */
export function FirstStart() {
  const labels = useLabels(appLabels).start;
  const isBusy = useWork((state) => state.running.length > 0);
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
            loading={isBusy}
            onClick={() => void run(labels.demo, 'workspace.init', { demo: 'mistakes' })}
          >
            {labels.demo}
          </Button>
        </Card>
        <Card title={labels.create}>
          <p>{labels.createText}</p>
          <NewCounty disabled={isBusy} />
        </Card>
        <Card title={labels.restore}>
          <p>{labels.restoreText}</p>
          <Button size="large" disabled={isBusy} onClick={() => void restore()}>
            {labels.restore}
          </Button>
        </Card>
      </div>
      <BottomBar />
    </div>
  );
}

function NewCounty({ disabled }: { readonly disabled: boolean }) {
  const labels = useLabels(appLabels).start;
  const [year, setYear] = useState(() => new Date().getFullYear() - 1);
  const [county, setCounty] = useState<string | null>(null);
  const counties = useRead('workspace.counties', { year });
  const options = (counties.data?.counties ?? []).map((item) => ({
    value: item.code,
    label: `${item.prefecture} ${item.name} ${item.code}`,
  }));
  return (
    <Form layout="vertical">
      <Form.Item label={labels.year} htmlFor="start-year">
        <InputNumber
          id="start-year"
          min={2010}
          max={2030}
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
          onChange={setCounty}
          options={options}
        />
      </Form.Item>
      <Button
        type="primary"
        size="large"
        disabled={disabled || county === null}
        onClick={() => county !== null && void run(labels.create, 'workspace.init', { county, year })}
      >
        {labels.go}
      </Button>
    </Form>
  );
}
