import { referenceOf } from '@resto360/domain';
import { expect, test } from 'vitest';
import { referenceInCode } from './reference-in-code.ts';

test.each([
  ['MP240612.1534.A12345'],
  ['1234567890'],
  ['T_7H2K9QWXYZ'],
  ['QK12-ABCD-EF'],
  ['QK12 ABCD EF'],
  ['QK12–ABCD'],
  ['qk12abcdef'],
  [`A${'1'.repeat(59)}`],
])('[PAY-19] %s is a reference as it stands', (text) => {
  expect(referenceInCode(text)).toBe(text);
});

test('[PAY-19] what cameras and printers put around a reference is gone', () => {
  expect(referenceInCode('  QK12ABCDEF\r\n')).toBe('QK12ABCDEF');
  expect(referenceInCode('\u{feff}QK12\u{200b}ABCDEF')).toBe('QK12ABCDEF');
  expect(referenceInCode('ＱＫ１２ＡＢ')).toBe('QK12AB');
});

test.each([
  ['https://op.example/receipt?txn=MP240612.1534.A12345&amount=5000', 'MP240612.1534.A12345'],
  ['https://op.example/?ref=poster1&transactionId=T_7H2K9QWXYZ', 'T_7H2K9QWXYZ'],
  ['https://op.example/?amount=5000&Reference=QK12ABCDEF#top', 'QK12ABCDEF'],
  ['HTTPS://OP.EXAMPLE/R?RECEIPT=QK12ABCDEF', 'QK12ABCDEF'],
  ['https://op.example/receipt?id=QK12ABCDEF', 'QK12ABCDEF'],
  ['https://op.example/r/QK12ABCDEF', 'QK12ABCDEF'],
  ['https://op.example/r/MP240612.1534.A12345/', 'MP240612.1534.A12345'],
  ['http://op.example/r/QK12ABCDEF?amount=5000&phone=0701020304', 'QK12ABCDEF'],
  ['https://pay.op.example/m/M_ci_9Qx2/?ref=QK12ABCDEF', 'QK12ABCDEF'],
])('[PAY-19] %s holds %s', (text, expected) => {
  expect(referenceInCode(text)).toBe(expected);
});

test.each([
  [''],
  ['A12'],
  [`A${'1'.repeat(60)}`],
  ['MENU'],
  ['WIFI:S:Chez Ama;T:WPA;P:azerty123;;'],
  ['tel:+2250701020304'],
  ['+2250701020304'],
  ['mailto:ama@example.com?subject=T12345'],
  ['BEGIN:VCARD\nN:Ama\nTEL:0701020304\nEND:VCARD'],
  ['upi://pay?tr=QK12ABCDEF'],
  ['Merci de votre visite, à bientôt !'],
  ['Payé\nRef QK12ABCDEF'],
  ['{"ref":"QK12ABCDEF"}'],
  ['0002010102115204581253039525802CI5908CHEZ AMA6304ABCD'],
  ['000201010211520458125303952'],
  ['https://pay.wave.example/m/M_ci_9Qx2AbC/c/ci/?amount=5000'],
  ['https://pay.wave.example/m/M_ci_9Qx2AbC'],
  ['https://pay.wave.example/c/cos-18qq25rgr100a?a=5000&c=XOF'],
  ['https://op.example/merchant/12345678'],
  ['https://op.example/pay?id=12345678'],
  ['https://op.example/?merchantRef=M12345678'],
  ['https://op.example/?referrer=poster2026'],
  ['https://op.example/receipt'],
  ['https://op.example/v2'],
  ['https://op.example/receipt2.html'],
  ['https://op.example/%E2%9C%93A123456'],
  [`https://op.example/r/A${'1'.repeat(60)}`],
  ['https://'],
  ['https://op.example'],
])('[PAY-19] %s holds none', (text) => {
  expect(referenceInCode(text)).toBeUndefined();
});

test('[PAY-19] read off a code or typed, it is compared as the same', () => {
  expect(referenceOf(referenceInCode('https://op.example/r/qk12-abcdef') ?? '')).toBe(referenceOf('QK12 ABCDEF'));
});
