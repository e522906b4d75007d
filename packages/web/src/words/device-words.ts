import { DEVICE_EN } from './device.en.ts';
import { DEVICE_FR } from './device.fr.ts';
import { useSpeech } from './words.tsx';

/** The words of the page about this device, in the language of the page. */
export const useDeviceWords = (): typeof DEVICE_FR => (useSpeech().language === 'en' ? DEVICE_EN : DEVICE_FR);
