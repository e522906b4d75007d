import { useState, type ReactNode } from 'react';
import { Action, RefusalCode, type Id } from '@resto360/domain';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { ApprovalSheet } from './approval-sheet.tsx';

type Asked = { readonly action: Action; readonly answer: (by: Id<'staff'> | null) => void };

/**
 * Taps that may want somebody's PIN (SYN-25): where the command asks for it, a sheet does, and the tap is made again with
 * whoever agreed. Closed without a PIN, it stays refused. `approval` is put on the page.
 */
export function useApproval(): { tap: (intent: Intent) => Promise<TapOutcome>; approval: ReactNode } {
  const station = useStation();
  const [asked, setAsked] = useState<Asked>();
  const tap = async (intent: Intent): Promise<TapOutcome> => {
    const outcome = await station.tap(intent);
    const action = outcome.kind === 'refused' ? approvedAction(outcome.refusal) : undefined;
    if (action === undefined) return outcome;
    const by = await new Promise<Id<'staff'> | null>((answer) => setAsked({ action, answer }));
    setAsked(undefined);
    return by === null ? outcome : station.tap(intent, by);
  };
  const approval = asked && (
    <ApprovalSheet action={asked.action} onApproved={asked.answer} onClose={() => asked.answer(null)} />
  );
  return { tap, approval };
}

function approvedAction({
  code,
  details,
}: {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}) {
  if (code !== RefusalCode.approvalNeeded) return undefined;
  return Object.values(Action).find((one) => one === details['action']);
}
