import type { ReactNode } from 'react';
import { checkSetting } from '../../session/index.ts';
import type { TextSetting } from '../../session/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { Field } from '../../ui/index.ts';

interface Props {
  readonly field: TextSetting;
  readonly label: string;
  readonly type?: 'url' | 'password' | 'decimal';
  readonly hint?: string | null;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly className?: string;
  /** Called when the field loses the focus. */
  readonly onLeave?: () => void;
}

/** A text field for a setting, with a message if its value is invalid. */
export function Setting({ field, ...fieldProps }: Props): ReactNode {
  const session = useSession();
  const value = usePageState((state) => state.settings[field]);
  return (
    <Field
      {...fieldProps}
      value={value}
      problem={checkSetting(field, value)}
      onChange={(typed) => session.set({ [field]: typed })}
    />
  );
}
