import { describe, expect, test } from 'vitest';
import { allowedOrigins, ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  test('an empty environment gives the defaults', () => {
    expect(readConfig({})).toEqual({
      port: 3600,
      dataDir: '.data',
      databaseUrl: undefined,
      redisUrl: undefined,
      logLevel: 'info',
      publicOrigins: undefined,
      smtpUrl: undefined,
      mailFrom: 'resto360@localhost.localdomain',
      paymentKey: undefined,
      paymentKeysFormer: [],
      paymentWorker: 'inside',
      paysim: 3700,
      metricsToken: undefined,
    });
  });

  test('a variable set to nothing is a variable not set', () => {
    const empty = { PORT: '', DATA_DIR: ' ', DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: '', PUBLIC_ORIGINS: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test.each([
    ['PORT', '0', 'port', 0],
    ['PORT', '65535', 'port', 65_535],
    ['DATA_DIR', '/srv/resto360', 'dataDir', '/srv/resto360'],
    ['DATABASE_URL', 'postgres://u:p@db:5433/resto', 'databaseUrl', 'postgres://u:p@db:5433/resto'],
    ['DATABASE_URL', 'postgresql://db/resto', 'databaseUrl', 'postgresql://db/resto'],
    ['REDIS_URL', 'redis://cache:6379', 'redisUrl', 'redis://cache:6379'],
    ['REDIS_URL', 'rediss://cache/1', 'redisUrl', 'rediss://cache/1'],
    ['LOG_LEVEL', 'silent', 'logLevel', 'silent'],
    ['SMTP_URL', 'smtps://user:secret@mail.example.com', 'smtpUrl', 'smtps://user:secret@mail.example.com'],
    ['MAIL_FROM', 'caisse@example.com', 'mailFrom', 'caisse@example.com'],
    ['METRICS_TOKEN', 'a-token-of-the-operator', 'metricsToken', 'a-token-of-the-operator'],
    [
      'PUBLIC_ORIGINS',
      'https://a.example, http://10.0.0.5:3600',
      'publicOrigins',
      ['https://a.example', 'http://10.0.0.5:3600'],
    ],
  ] as const)('%s=%s is taken', (variable, value, field, expected) => {
    expect(readConfig({ [variable]: value })[field]).toEqual(expected);
  });

  test.each([
    ['PORT', '65536', /^PORT is "65536", but it must be a whole number from 0 to 65535\.$/],
    ['PORT', '-1', /^PORT is "-1"/],
    ['PORT', '3600.5', /^PORT is "3600.5"/],
    ['PORT', 'http', /^PORT is "http"/],
    ['LOG_LEVEL', 'verbose', /^LOG_LEVEL is "verbose", but it must be one of silent, fatal, error, /],
    ['DATABASE_URL', 'mysql://db/resto', /^DATABASE_URL is "mysql:\/\/db\/resto", but it must be the address/],
    ['DATABASE_URL', 'postgres://db', /^DATABASE_URL is "postgres:\/\/db"/],
    ['DATABASE_URL', 'localhost:5432/resto', /^DATABASE_URL is "localhost:5432\/resto"/],
    ['REDIS_URL', 'cache:6379', /^REDIS_URL is "cache:6379"/],
    ['SMTP_URL', 'https://mail.example.com', /^SMTP_URL is "https:/],
    ['MAIL_FROM', 'a@b.ci\r\nBcc: c@d.ci', /^MAIL_FROM is /],
    ['METRICS_TOKEN', 'too short', /^METRICS_TOKEN must be 16 to 200 letters/],
    ['PUBLIC_ORIGINS', '*', /^PUBLIC_ORIGINS is "\*"/],
    ['PUBLIC_ORIGINS', 'https://a.example/', /^PUBLIC_ORIGINS is "https:\/\/a.example\/"/],
    ['PUBLIC_ORIGINS', 'https://a.example,,', /^PUBLIC_ORIGINS is ""/],
    ['PUBLIC_ORIGINS', 'ws://a.example', /^PUBLIC_ORIGINS is "ws:/],
  ] as const)('%s=%s is refused with a sentence', (variable, value, sentence) => {
    expect(() => readConfig({ [variable]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [variable]: value })).toThrow(sentence);
  });

  test.each([
    'mysql://user:hunter2@db/resto',
    'mysql://user:hunt@er2@db/resto',
    'mysql://db/resto?user=u&password=hunter2',
  ])('[TEN-20] the refusal of %s does not repeat the password', (value) => {
    expect(() => readConfig({ DATABASE_URL: value })).toThrow(/^(?!.*er2)DATABASE_URL is /);
  });
});

describe('keys of payments', () => {
  const [one, other] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));

  test('[TEN-20] former ones are a list', () => {
    expect(readConfig({ PAYMENT_KEY_FORMER: ` ${one}, ${other},` }).paymentKeysFormer).toEqual([one, other]);
    expect(readConfig({ PAYMENT_KEY_FORMER: ' ' }).paymentKeysFormer).toEqual([]);
  });

  test.each(['PAYMENT_KEY', 'PAYMENT_KEY_FORMER'])('[TEN-20] the refusal of %s does not repeat it', (variable) => {
    const read = () => readConfig({ [variable]: 'hunter2' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^(?!.*hunter2)${variable} must be `));
  });
});

describe('allowedOrigins', () => {
  test('[TEN-17] follow from the port really listened on, unless they were given', () => {
    const local = ['http://localhost:4321', 'http://127.0.0.1:4321'];
    expect(allowedOrigins(readConfig({ PORT: '0' }), 4321)).toEqual(local);
    expect(allowedOrigins(readConfig({ PUBLIC_ORIGINS: 'https://a.example' }), 4321)).toEqual(['https://a.example']);
  });
});
