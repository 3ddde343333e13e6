import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { filingLabels } from './labels.ts';

interface MovingProps {
  readonly year: number;
  readonly name: string;
  readonly done: (area: string) => void;
  readonly close: () => void;
}

/** The county that a unit is in from a year on. */
export function Moving({ year, name, done, close }: MovingProps) {
  const labels = useLabels(filingLabels);
  const counties = useRead('workspace.counties', { year });
  const [area, setArea] = useState<string | null>(null);
  return (
    <Modal
      open
      title={`${labels.move} · ${name}`}
      okText={labels.ok}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: area === null }}
      onOk={() => area !== null && done(area)}
      onCancel={close}
    >
      <p>{labels.moveTo}</p>
      <Select
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={labels.moveTo}
        className="wide"
        value={area}
        onChange={setArea}
        options={(counties.data?.counties ?? []).map(({ code, name, prefecture }) => ({
          value: code,
          label: `${prefecture} ${name} ${code}`,
        }))}
      />
      <p className="quiet">{labels.moveHint}</p>
    </Modal>
  );
}
