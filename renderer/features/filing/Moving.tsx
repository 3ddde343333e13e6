import { Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { unitLabels } from './unit-labels.ts';

interface MovingProps {
  readonly year: number;
  readonly name: string;
  readonly done: (area: string, county: string) => void;
  readonly close: () => void;
}

/** The county that a unit is in from a year on. */
export function Moving({ year, name, done, close }: MovingProps) {
  const labels = useLabels(unitLabels);
  const counties = useRead('workspace.counties', { year });
  const [area, setArea] = useState<string | null>(null);
  const chosen = counties.data?.counties.find(({ code }) => code === area);
  return (
    <Dialog
      title={`${labels.move} · ${name}`}
      okText={labels.moveOk}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: chosen === undefined }}
      onOk={() => chosen !== undefined && done(chosen.code, chosen.name)}
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
    </Dialog>
  );
}
