import type { View } from '../kernel/view.ts';
import { openExceptions } from './open-exceptions.ts';

/** Whether anything in a view waits for a person; rows that wait for their creation are not old enough to ask. */
export const isOdd = (view: View): boolean => openExceptions(view, 0).length > 0;
