import { useEffect, useState } from 'react';
import type { Refusal } from '@resto360/domain';
import { sayRefusal } from '../words/say-refusal.ts';
import { useSpeech } from '../words/words.tsx';

/** How long a refusal stays in sight. **Units** ms. */
const SHOWN_MS = 8_000;

/** The words of the last tap that was refused, for a while; null takes them away. */
export function useRefusal() {
  const { words } = useSpeech();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (!refusal) return undefined;
    const timer = setTimeout(() => setRefusal(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  return { refusal: refusal ? sayRefusal(words, refusal) : '', setRefusal };
}
