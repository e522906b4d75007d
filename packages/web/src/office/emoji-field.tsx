import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';
import { TextField } from './fields.tsx';

const OFFERED = [...'🍗🍖🥩🐟🦐🍚🍛🥘🍲🍜🥗🍟🍕🍔🥪🌮🍳🌶️🍌🍍🥭🍰🍦🍺🍷🥤☕💧'.matchAll(/\p{Emoji}\ufe0f?/gu)].map(
  ([one]) => one,
);

/** The little picture of a dish or a heading: one of those offered, or whatever the keyboard has. */
export function EmojiField(props: { readonly value: string | null; readonly onValue: (value: string | null) => void }) {
  const { words } = useSpeech();
  return (
    <fieldset className="office-emojis">
      <TextField
        label={words.office.emoji}
        value={props.value ?? ''}
        max={16}
        onValue={(value) => props.onValue(value.trim() === '' ? null : value.trim())}
      />
      <div ref={arrowKeys} className="office-emoji-grid">
        {OFFERED.map((one) => (
          <Button key={one} look="icon" aria-pressed={one === props.value} onClick={() => props.onValue(one)}>
            {one}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
