import type { ComponentProps } from 'react';

/** What a button means: the next step, money, something that is lost, a sign instead of a word. Without one: anything else. */
export type ButtonLook = 'primary' | 'accent' | 'danger' | 'icon';

/**
 * Something to press. It submits nothing unless it says so; `isBusy` shows that it is being done and stays in the
 * reach of the keys, `disabled` that it cannot be done now. Hover, focus and pressed are the browser's (see `/ui`).
 */
export function Button(props: ComponentProps<'button'> & { readonly look?: ButtonLook; readonly isBusy?: boolean }) {
  const { look, isBusy, className, type = 'button', ...rest } = props;
  return <button {...rest} type={type} className={classOf(look, className)} aria-busy={isBusy ? true : undefined} />;
}

/** An address that looks like a button: it leads to another page. */
export function ButtonLink(props: ComponentProps<'a'> & { readonly look?: ButtonLook }) {
  const { look, className, children, ...rest } = props;
  return (
    <a {...rest} className={classOf(look, className)}>
      {children}
    </a>
  );
}

const classOf = (look: string | undefined, more: string | undefined) =>
  ['button', look, more].filter((one) => one !== undefined).join(' ');
