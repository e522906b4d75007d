/** What finds codes in a picture, as browsers have it that do; the DOM's types do not know it yet. */
export type CodeDetector = {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
};

type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): CodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
};

/**
 * What is read: squares, and the bars that receipts bear.
 * **Why** no bars of goods (EAN, UPC): a bottle's number looks like a reference.
 */
const FORMATS = ['qr_code', 'data_matrix', 'aztec', 'pdf417', 'code_128', 'code_39'];

const detectorClass = () => (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser reads square codes and may ask for a camera. **Why** some have the name and no format. */
export async function canReadCodes(): Promise<boolean> {
  const detector = detectorClass();
  if (detector === undefined || !('mediaDevices' in navigator)) return false;
  const formats = await detector.getSupportedFormats().catch(() => undefined);
  return formats?.includes('qr_code') === true;
}

/** A detector of all that is read here and known to this browser. **Errors** there is none. */
export async function newCodeDetector(): Promise<CodeDetector> {
  const detector = detectorClass();
  if (detector === undefined) throw new Error('this browser reads no codes');
  const known = new Set(await detector.getSupportedFormats());
  return new detector({ formats: FORMATS.filter((format) => known.has(format)) });
}
