/** The largest event that is waited for; what is longer is not ours. **Units** characters. */
const EVENT_MAX = 256 * 1024;

/**
 * Cuts a stream of events into the data of each, however the network cut it.
 * **Source** the `text/event-stream` format of the HTML standard; of it only what our server writes.
 */
export class EventStream {
  #rest = '';

  /** Takes the next piece of text; the data of every event that ended in it. **Errors** throws for an endless event. */
  take(piece: string): string[] {
    const events = (this.#rest + piece).replaceAll('\r\n', '\n').split('\n\n');
    this.#rest = events.pop() ?? '';
    if (this.#rest.length > EVENT_MAX) throw new Error('an event has no end');
    return events.flatMap((event) => {
      const lines = event.split('\n').filter((line) => line.startsWith('data:'));
      return lines.length > 0 ? [lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n')] : [];
    });
  }
}
