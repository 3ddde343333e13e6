import { Select } from 'antd';
import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import type { Filing } from './FilingForm.tsx';
import { unitLabels } from './unit-labels.ts';

interface MergingProps {
  readonly filing: Filing;
  /** Merges; what went wrong is said beside the choice. */
  readonly merge: (into: string) => Promise<ServiceFailure | null>;
  readonly close: () => void;
}

const offered = 200;

/** Which unit of the directory this one is, entered twice. */
export function Merging({ filing, merge, close }: MergingProps) {
  const labels = useLabels(unitLabels);
  const [search, setSearch] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const read = useRead('units.list', { ...useYear(), search, limit: offered });
  const others = (read.data?.units ?? []).filter(
    ({ id, kind }) => id !== filing.unit && kind === filing.kind,
  );
  return (
    <Dialog
      title={`${labels.merge} · ${filing.name}`}
      okText={labels.mergeOk}
      cancelText={labels.cancel}
      okButtonProps={{ disabled: into === null }}
      onOk={() => into !== null && void merge(into).then(setFailure)}
      onCancel={close}
    >
      <p>{labels.mergeInto}</p>
      <Select
        autoFocus
        showSearch={{ filterOption: false, onSearch: setSearch }}
        aria-label={labels.mergeInto}
        placeholder={labels.mergeSearch}
        className="wide"
        value={into}
        onChange={(value) => {
          setInto(value);
          setFailure(null);
        }}
        options={others.map(({ id, name, code }) => ({ value: id, label: `${name} ${code}` }))}
      />
      {failure !== null && <Failure failure={failure} />}
      <p className="quiet">{labels.mergeHint(filing.name)}</p>
    </Dialog>
  );
}
