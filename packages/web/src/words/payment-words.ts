import { PAYMENT_EN } from './payment.en.ts';
import { PAYMENT_FR } from './payment.fr.ts';
import { useSpeech } from './words.tsx';

/** The words of money over rails in the language of the page. Both come with its pages: nobody waits for them on a dead line. */
export function usePaymentWords(): typeof PAYMENT_FR {
  return useSpeech().language === 'fr' ? PAYMENT_FR : PAYMENT_EN;
}
