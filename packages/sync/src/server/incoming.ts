import {
  AssertionError,
  canonicalJson,
  isObject,
  isStamp,
  nameId,
  type Id,
  type Install,
  type Json,
  type Stamp,
} from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { linkHash, type Sha256 } from '../protocol/op-hash.ts';
import type { Chain, Op } from '../protocol/op.ts';
import { validateOp } from '../protocol/validate-op.ts';

/** One op on its way in: its bytes, its place in its chain, and what validation said. Nothing here touched the store. */
export type Incoming = {
  readonly id: Id;
  readonly install: Install;
  readonly seq: number;
  readonly prev: string;
  readonly link: string;
  readonly body: string;
  /** The id under which a second body of a known id is kept. */
  readonly reusedId: Id;
  readonly op: Op | undefined;
  readonly problem: string | undefined;
  /** The history that the op's `base` speaks of; undefined for the present one. */
  readonly lineage: number | undefined;
  /** The stamp that a former history had given it (SYN-24). */
  readonly given: Stamp | undefined;
  /** What can be told of an op that could not be read. */
  readonly told: { readonly kind: string; readonly actor: string; readonly stamp: string };
};

/** Reads a chain into single ops with their links. An op whose id cannot be read asserts: the edge refused it before. */
export function readChain(chain: Chain<unknown>, hash: Sha256, schemaMax?: number): Incoming[] {
  let prev = chain.prev;
  return chain.ops.map((raw, index) => {
    const seq = chain.seq + index;
    const body = bodyText(raw);
    const link = linkHash(prev, seq, body, hash);
    const incoming = readOp(raw, body, { install: chain.install, seq, prev, link }, { ...chain, schemaMax });
    prev = link;
    return incoming;
  });
}

// A number beyond all range has no canonical text; its op is kept as JSON prints it, and quarantined by its shape.
function bodyText(raw: unknown): string {
  try {
    return canonicalJson(raw as Json);
  } catch (error) {
    if (error instanceof AssertionError) return JSON.stringify(raw);
    throw error;
  }
}

function readOp(
  raw: unknown,
  body: string,
  place: Pick<Incoming, 'install' | 'seq' | 'prev' | 'link'>,
  chain: Pick<Chain<unknown>, 'lineage' | 'effective'> & { readonly schemaMax: number | undefined },
): Incoming {
  const value = isObject(raw) ? raw : {};
  const checked = body.length > LIMITS.opBytes ? undefined : validateOp(raw, chain.schemaMax);
  const id = String(value['id']) as Id;
  const given = chain.effective?.[id];
  return {
    id,
    lineage: chain.lineage,
    given: given !== undefined && isStamp(given) ? given : undefined,
    ...place,
    body,
    reusedId: nameId(`reused:${id}:${place.link}`),
    op: checked?.ok ? checked.value : undefined,
    problem: checked ? (checked.ok ? undefined : checked.error.code) : 'op_too_large',
    told: toldOf(value),
  };
}

/** What the journal tells of an op beside its bytes, whether or not the op can be read. */
export function toldOf(value: Readonly<Record<string, unknown>>): Incoming['told'] {
  const text = (key: string) => {
    const member = value[key];
    return typeof member === 'string' ? member.replaceAll('\0', '').toWellFormed().slice(0, 60) : '';
  };
  return { kind: text('kind'), actor: text('actor'), stamp: text('stamp') };
}
