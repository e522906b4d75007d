import type { ComponentProps } from 'react';

/** Something a person should read where they are: a fact, or, as `danger`, what may be lost. Its `role` is the caller's. */
export function Notice(props: ComponentProps<'p'> & { readonly tone?: 'danger' }) {
  const { tone, ...rest } = props;
  return <p {...rest} className={tone === 'danger' ? 'notice danger' : 'notice'} />;
}
