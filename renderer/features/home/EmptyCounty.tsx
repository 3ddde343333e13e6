import { Button, Card } from 'antd';
import { useLabels } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { homeLabels } from './labels.ts';

const steps = ['directory', 'returns', 'typing'] as const;

/** A county without units: the ways to begin, nothing else. */
export function EmptyCounty() {
  const labels = useLabels(homeLabels).empty;
  const go = useNavigation((state) => state.go);
  return (
    <div className="empty-county">
      <h1>{labels.title}</h1>
      <div className="steps">
        {steps.map((step, index) => (
          <Card key={step} title={labels.steps[step].title}>
            <p>{labels.steps[step].text}</p>
            <Button
              type={index === 0 ? 'primary' : 'default'}
              size="large"
              onClick={() => go(step === 'typing' ? 'filing' : 'import')}
            >
              {labels.steps[step].act}
            </Button>
          </Card>
        ))}
      </div>
    </div>
  );
}
