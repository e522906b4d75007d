import { keep, kept } from '../station/keep.ts';

/** Light is the room, dark is the kitchen; `auto` follows the device. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme somebody chose on this device. */
export function keptTheme(): Theme {
  const theme = kept('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

/** Keeps a theme and shows it. */
export function applyTheme(theme: Theme): void {
  keep('theme', theme === 'auto' ? null : theme);
  showTheme();
}

/** Shows the kept theme; where none was chosen the kitchen is dark, and the room follows the device. */
export function showTheme(): void {
  const theme = keptTheme();
  const isDarkByItself = location.pathname.startsWith('/kitchen') || matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = theme === 'auto' ? isDarkByItself : theme === 'dark';
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
