import type { ReactNode } from 'react';
import { checkSetting } from '../../session/index.ts';
import type { TextSetting } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { Field } from '../../ui/index.ts';

interface Props {
  readonly field: TextSetting;
  readonly label: string;
  readonly type?: 'url' | 'password' | 'decimal';
  readonly hint?: string | null;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly className?: string;
  /** The focus has left the field. */
  readonly onLeave?: () => void;
}

/** A setting that is typed, with what is wrong with it. */
export function Setting({ field, ...rest }: Props): ReactNode {
  const desk = useDesk();
  const value = useSession((state) => state.settings[field]);
  return (
    <Field
      {...rest}
      value={value}
      problem={checkSetting(field, value)}
      onChange={(typed) => desk.set({ [field]: typed })}
    />
  );
}
