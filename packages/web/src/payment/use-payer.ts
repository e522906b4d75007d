import { useState } from 'react';
import type { Entity, rails } from '@resto360/domain';
import { keep, kept } from '../station/keep.ts';
import { USUAL_PREFIX, payerOf } from './phone.ts';

const DIGITS_MAX = 16;

/** Whom a request goes to, as it is typed: the telephone, the country's prefix, and the operator where the rail has several. */
export function usePayer(rail: Entity<typeof rails>) {
  const { operators, needsPayer } = rail;
  const [typed, setTyped] = useState('');
  const [prefix, setPrefix] = useState(() => kept('dial-prefix') ?? USUAL_PREFIX);
  const [operator, setOperator] = useState(() => (operators.length === 1 ? operators[0] : undefined));
  const payer = payerOf(typed, prefix);
  const isNamed = payer !== undefined || (!needsPayer && typed === '');
  return {
    typed,
    prefix,
    operator,
    payer,
    isWhole: isNamed && (operators.length === 0 || operator !== undefined),
    setTyped: (text: string) => setTyped(text.replaceAll(/[^\d+]/g, '').slice(0, DIGITS_MAX)),
    addDigit: (digit: string) => setTyped((before) => `${before}${digit}`.slice(0, DIGITS_MAX)),
    addPlus: () => setTyped((before) => (before === '' ? '+' : before)),
    erase: () => setTyped((before) => before.slice(0, -1)),
    setOperator,
    setPrefix: (next: string) => {
      keep('dial-prefix', next);
      setPrefix(next);
    },
  };
}

export type TypedPayer = ReturnType<typeof usePayer>;

/** What a request says of them. */
export const saidOf = ({ payer, operator }: TypedPayer) => ({
  ...(payer === undefined ? {} : { payer }),
  ...(operator === undefined ? {} : { operator }),
});
