import type { ReactNode } from 'react';

/** A card of facts under a heading. */
export function FactList({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card facts" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** One fact: what, and how it is. A state has a shape beside its colour. */
export function Fact(props: {
  readonly label: string;
  readonly state?: 'good' | 'warn' | undefined;
  readonly children: ReactNode;
}) {
  const { label, state, children } = props;
  return (
    <p className="fact">
      <span className="muted">{label}</span>
      <b className={state ?? ''}>
        {state !== undefined && <span aria-hidden="true">{state === 'good' ? '✓ ' : '▲ '}</span>}
        {children}
      </b>
    </p>
  );
}
