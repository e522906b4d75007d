import zlib from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below this an answer travels as it is: the verdicts on one op fit, those on seven do not. **Units** bytes. */
const THRESHOLD_BYTES = 300;
/** Up to this an answer is compressed in one piece on the spot: a fraction of a millisecond, and its length is known. */
const AT_ONCE_BYTES = 128 * 1024;

/** Up to this an answer is worth more work: a tenth of a millisecond, for a twentieth of its bytes. **Units** bytes. */
const SMALL_BYTES = 16 * 1024;

const zstd = (level: number) => ({ params: { [zlib.constants.ZSTD_c_compressionLevel]: level } });

/** Compresses answers as asked: zstd, then brotli, then gzip; JSON and the app's own texts (SYN section 6). */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalDecompression: false,
    threshold: THRESHOLD_BYTES,
    syncThreshold: AT_ONCE_BYTES,
    encodings: ['zstd', 'br', 'gzip'],
    customTypes: /^application\/(?:json|manifest\+json|javascript)|^text\/(?:javascript|css|html)|^image\/svg/,
    brotliOptions: { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 6 },
    // The plugin would hand gzip's options to zstd.
    zlib: {
      ...zlib,
      createZstdCompress: () => zlib.createZstdCompress(zstd(1)),
      zstdCompressSync: (bytes: Buffer) => zlib.zstdCompressSync(bytes, zstd(bytes.length <= SMALL_BYTES ? 6 : 1)),
    },
  });
}
