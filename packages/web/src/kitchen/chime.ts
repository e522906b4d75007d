import type { Alarm } from './alarms.ts';

/** The notes of an alarm: up for what is new, down and rougher for what is cancelled. **Units** Hz. */
const NOTES: Readonly<Record<Alarm, { readonly wave: OscillatorType; readonly notes: readonly number[] }>> = {
  fresh: { wave: 'sine', notes: [880, 1_175] },
  cancelled: { wave: 'square', notes: [494, 370, 294] },
};
/** **Units** s. */
const NOTE_S = 0.16;
const VOLUME: Readonly<Record<Alarm, number>> = { fresh: 0.5, cancelled: 0.16 };

/** Short sounds made by the browser itself, without a file. A browser makes none before somebody touched the page. */
export class Chime {
  #context: AudioContext | undefined;

  /** Whether a sound would be heard. */
  isReady(): boolean {
    return this.#context?.state === 'running';
  }

  /** Asks the browser for sound; `onChange` is called when it allows it, or takes it away. */
  start(onChange: () => void): void {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.addEventListener('statechange', onChange);
    }
    // Refused until somebody touches the page: then it is asked again.
    void this.#context.resume().then(onChange, () => undefined);
  }

  play(alarm: Alarm): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    const { wave, notes } = NOTES[alarm];
    for (const [index, hertz] of notes.entries()) note(context, { wave, hertz, loud: VOLUME[alarm], index });
  }

  stop(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}

function note(
  context: AudioContext,
  of: { readonly wave: OscillatorType; readonly hertz: number; readonly loud: number; readonly index: number },
): void {
  const from = context.currentTime + of.index * NOTE_S;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = of.wave;
  oscillator.frequency.value = of.hertz;
  gain.gain.setValueAtTime(of.loud, from);
  gain.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 2);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + NOTE_S * 2);
}
