import { Type } from 'typebox';
import { PATTERNS } from './patterns.ts';

const BYTES_MAX = Number.MAX_SAFE_INTEGER;
const bytes = Type.Union([Type.Integer({ minimum: 0, maximum: BYTES_MAX }), Type.Null()]);
const kind = Type.Enum(['pos', 'kitchen', 'office']);
const ms = Type.Integer({ description: 'ms since 1970' });

const said = {
  unsent: Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'ops that the cloud has not confirmed' }),
  oldestUnsentMs: Type.Union([Type.Integer({ minimum: 0, maximum: 2 ** 48 }), Type.Null()]),
  persisted: Type.Union([Type.Boolean(), Type.Null()], { description: 'whether the browser keeps its storage' }),
  usageBytes: bytes,
  quotaBytes: bytes,
  appVersion: Type.String({ minLength: 1, maxLength: 60 }),
  leads: Type.Boolean({ description: 'whether the tab that speaks is the one that syncs' }),
};

const misfits = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'digests that did not fit; must stay 0' });

/** What a device says of itself; unknown members are ignored, so that a newer app may say more. */
export const healthRequest = Type.Object({
  sentAt: Type.Number({ description: "the device's clock, ms since 1970; its distance to ours is the skew" }),
  ...said,
  misfits: Type.Optional(misfits),
});
export const healthAnswer = Type.Object({ receivedAt: ms, skewMs: Type.Integer() });

/** The devices of the house with what they last said. */
export const devicesAnswer = Type.Object({
  receivedAt: ms,
  devices: Type.Array(
    Type.Object({
      install: Type.String(),
      name: Type.String(),
      kind,
      series: Type.String(),
      enrolledAt: ms,
      revokedAt: Type.Union([ms, Type.Null()]),
      health: Type.Union([
        Type.Object({
          reportedAt: ms,
          skewMs: Type.Integer({ description: "server's clock less the device's" }),
          ...said,
          misfits,
        }),
        Type.Null(),
      ]),
    }),
  ),
});

/** Which device loses its right to sync. */
export const revokeRequest = Type.Object({
  install: Type.String({ pattern: PATTERNS.install, description: 'of the device, as the list names it' }),
});
export const revokeAnswer = Type.Object({ revoked: Type.Literal(true) });

/** What kind of device is to come. */
export const codeRequest = Type.Object({ kind });
export const codeAnswer = Type.Object({
  code: Type.String({ description: 'eight characters, shown once, good for ten minutes, five tries, one device' }),
  kind,
  expiresAt: ms,
});
