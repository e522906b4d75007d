// The encoder as a browser has it. Its own types speak of Node's streams, and would bring all of Node into the pages' types.
declare module 'qrcode/lib/browser.js' {
  export function toString(
    text: string,
    look: {
      readonly type: 'svg';
      readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H';
      readonly margin: number;
      readonly color: { readonly dark: string; readonly light: string };
    },
  ): Promise<string>;
}
