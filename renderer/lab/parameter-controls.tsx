import { useId } from 'react';
import type { DemoParameter } from '#shared/lab/demo';
import type { ParameterValue } from '#shared/lab/run';
import { selectDemo } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import styles from './lab-strip.module.css';
import { useDemoText } from './use-demo-text';

/** The constants at the top of the demo, as controls. */
export function ParameterControls() {
  const demo = useApp(selectDemo);
  const parameters = useApp((state) => state.labPlan.parameters);
  const planLab = useApp((state) => state.planLab);
  if (demo === undefined) return null;
  return demo.parameters.map((parameter) => (
    <ParameterControl
      key={`${demo.id}.${parameter.name}`}
      parameter={parameter}
      value={parameters[parameter.name] ?? parameter.usual}
      onChange={(value) => planLab({ parameters: { ...parameters, [parameter.name]: value } })}
    />
  ));
}

interface ParameterControlProps {
  readonly parameter: DemoParameter;
  readonly value: ParameterValue;
  readonly onChange: (value: ParameterValue) => void;
}

function ParameterControl({ parameter, value, onChange }: ParameterControlProps) {
  const id = useId();
  const text = useDemoText();
  return (
    <span className={styles.parameter} title={`${parameter.name}: ${text(parameter.label)}`}>
      {parameter.kind === 'switch' && (
        <input id={id} type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
      )}
      <label htmlFor={id}>{text(parameter.label)}</label>
      {parameter.kind === 'number' && <NumberInput id={id} {...{ parameter, value, onChange }} />}
      {parameter.kind === 'choice' && (
        <select
          id={id}
          value={String(value)}
          onChange={({ target }) => {
            const chosen = parameter.choices.find((choice) => String(choice.value) === target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {parameter.choices.map((choice) => (
            <option key={String(choice.value)} value={String(choice.value)}>
              {text(choice.label)}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}

interface NumberInputProps extends ParameterControlProps {
  readonly id: string;
}

function NumberInput({ id, parameter, value, onChange }: NumberInputProps) {
  if (parameter.kind !== 'number') return null;
  const { least, most } = parameter;
  return (
    <input
      id={id}
      type="number"
      min={least}
      max={most}
      value={Number(value)}
      onChange={({ target }) => {
        const number = target.valueAsNumber;
        if (Number.isInteger(number)) onChange(Math.min(most, Math.max(least, number)));
      }}
    />
  );
}
