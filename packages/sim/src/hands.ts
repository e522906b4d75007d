import type { Context, Id, View } from '@resto360/domain';
import type { Random } from '@resto360/domain';

/** Somebody at a tablet: what they see, who they are, and dice for what they do next. */
export type Hands = {
  readonly view: View;
  readonly context: Context;
  readonly random: Random;
  readonly newId: () => Id;
};
